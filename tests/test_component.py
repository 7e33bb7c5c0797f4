"""swedoc as a component of a spaCy pipeline."""

import subprocess
import sys

import pytest

import swedoc

spacy = pytest.importorskip("spacy")

TEXT = "Dnr KS 2021/77\r\n\r\nBidraget är 450tkr, dvs. totalt 450 000 kronor.\r\n"


def test_the_entry_point_gives_the_component_without_importing_swedoc() -> None:
    script = (
        "import spacy; nlp = spacy.blank('sv'); nlp.add_pipe('swedoc'); "
        "doc = nlp('Bidraget är 450 tkr.'); print([s.label_ for s in doc.spans['swedoc']])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['AMOUNT']"


def test_record_and_spans_stand_on_the_doc() -> None:
    nlp = swedoc.load()
    doc = nlp(TEXT)
    record = doc._.swedoc
    assert [int(amount.value) for amount in record.amounts] == [450_000, 450_000]
    for amount in record.amounts:
        assert doc.text[amount.span.start : amount.span.end] == amount.as_written
    spans = [span for span in doc.spans["swedoc"] if span.label_ == "AMOUNT"]
    assert [span.id_ for span in spans] == ["amounts/0", "amounts/1"]
    assert [span.text for span in spans] == ["450tkr", "450 000 kronor"]


def test_a_span_inside_a_token_is_widened_and_the_record_keeps_its_place() -> None:
    nlp = spacy.blank("sv")
    nlp.tokenizer = spacy.tokenizer.Tokenizer(nlp.vocab)  # splits at spaces alone
    nlp.add_pipe("swedoc")
    doc = nlp("Kostnad (450 tkr).")
    (amount,) = doc._.swedoc.amounts
    (span,) = doc.spans["swedoc"]
    assert doc.text[amount.span.start : amount.span.end] == "450 tkr"
    assert span.text == "(450 tkr)."


def test_the_doc_survives_bytes_and_processes() -> None:
    nlp = swedoc.load()
    doc = nlp(TEXT)
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.swedoc == doc._.swedoc
    (sent,) = nlp.pipe([TEXT], n_process=2)
    assert sent._.swedoc == doc._.swedoc


def test_the_pipeline_survives_disk(tmp_path: object) -> None:
    nlp = swedoc.load()
    nlp.to_disk(tmp_path)
    assert spacy.load(tmp_path)(TEXT)._.swedoc == nlp(TEXT)._.swedoc


def test_a_doc_without_the_component_has_no_record() -> None:
    assert spacy.blank("sv")("Bidraget är 450 tkr.")._.swedoc is None
