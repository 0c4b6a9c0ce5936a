"""What stands between the network and the pages: who asks, how much, how often, and what is noted.

A request passes, from outside inwards: `proxies`, `watch`, the security headers of `answers`,
`bounds`, `rates`, what Dash adds, `faults`. Each is a small ASGI middleware.
"""
