"""Records in, plotly figures out; nothing of Dash."""
