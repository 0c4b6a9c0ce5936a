from __future__ import annotations


def test_every_copied_text_says_that_it_is_demonstration(written) -> None:
    summaries = written.decided.loc[written.decided["summary"] != "", "summary"]
    assert summaries.str.startswith("Demonstration, not a real case: ").all()
    assert written.compliance["recommendation"].str.startswith("Demonstration: ").all()
    assert set(written.decided["url"]) == {""}
    for path in written.folder.iterdir():
        if path.is_file():
            assert b"lgo.org.uk" not in path.read_bytes()
