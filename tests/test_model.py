"""The trained model: its making, its package, and its vote beside the rules."""

import hashlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import spacy

import swedoc
from models import train
from models.evaluate import figures
from models.generator.changes import definite, genitive
from models.generator.grammar import CLOSE, OPEN, Example, example, labelled
from models.generator.texts import examples, grammar
from swedoc import model
from swedoc.model import Tag
from swedoc.naming.fusion import fuse
from swedoc.naming.words import Name

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "models" / f"{model.NAME}-{model.VERSION}"


@pytest.fixture(scope="module")
def made() -> list[Example]:
    return list(examples(400, 3))


def test_generated_labels_stand_on_words_and_do_not_overlap(made: list[Example]) -> None:
    for one in made:
        assert not set(one.text) & {*OPEN.values(), CLOSE}
        end = 0
        for start, stop, label in one.spans:
            assert end <= start < stop <= len(one.text)
            assert label in ("PER", "ORG", "ROLE")
            assert any(ch.isalpha() for ch in one.text[start:stop])
            end = stop


def test_the_same_seed_makes_the_same_text(made: list[Example]) -> None:
    assert list(examples(400, 3)) == made
    assert list(examples(5, 4)) != made[:5]


def test_generated_text_has_every_label_and_much_without(made: list[Example]) -> None:
    labels = [label for one in made for *_, label in one.spans]
    assert all(labels.count(label) > 200 for label in ("PER", "ORG", "ROLE"))
    assert sum(not one.spans for one in made) > 60


def test_every_template_can_be_filled() -> None:
    source = grammar(1)
    for rule, templates in source.rules.items():
        for template in templates:
            assert isinstance(source.fill(template), str), rule


def test_marks_become_spans() -> None:
    marked = labelled("R", "handläggare") + " " + labelled("P", "Eva Ek") + " talar"
    assert example(marked) == Example("handläggare Eva Ek talar", ((0, 11, "ROLE"), (12, 18, "PER")))
    assert [definite("jurist"), genitive("Hällnäs"), genitive("Granvik")] == [
        "juristen",
        "Hällnäs",
        "Granviks",
    ]


def test_checksums_fit_every_file() -> None:
    lines = (FOLDER / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    files = {p.relative_to(FOLDER).as_posix(): p for p in FOLDER.rglob("*") if p.is_file()}
    assert sums.keys() == files.keys() - {"SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256(files[name].read_bytes()).hexdigest() == digest, name


def test_the_model_is_small_and_made_for_the_spacy_that_is_required() -> None:
    assert sum(p.stat().st_size for p in FOLDER.rglob("*") if p.is_file()) < 10_000_000
    made_for = json.loads((FOLDER / "meta.json").read_text(encoding="utf-8"))["spacy_version"]
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert made_for.startswith(">=3.8")
    assert "spacy>=3.8,<3.9" in needed
    assert spacy.__version__.startswith("3.8.")


def test_the_model_loads_and_finds_names() -> None:
    tagger = model.tagger()
    assert tagger is not None
    text = "Handläggare Karin Ahlmo föredrar ärendet för socialnämnden."
    assert [(text[t.start : t.end], t.label) for t in tagger.tag(text)] == [
        ("Handläggare", "ROLE"), ("Karin Ahlmo", "PER"), ("socialnämnden", "ORG"),
    ]  # fmt: skip


def test_texts_together_give_what_each_gives_alone() -> None:
    tagger = model.tagger()
    assert tagger is not None
    texts = ["Eva Lindqvist, jurist", "Granviks kommun beslutar", "", "Hej\nMvh Bo Ek"]
    assert tagger.tag_all(texts) == [tagger.tag(text) for text in texts]


def test_half_a_character_is_no_obstacle() -> None:
    record = swedoc.parse_text("Handläggare Karin Ahlmo \ud800 jurist\nFörvaltningen \ud800 Granviks kommun")
    assert [contact.name for contact in record.contacts] == ["Karin Ahlmo"]


def test_a_vocabulary_that_grows_too_large_is_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    with model.using(FOLDER):
        tagger = model.tagger()
    assert tagger is not None
    before = tagger.nlp
    monkeypatch.setattr(model, "_MOST_WORDS", 0)
    assert tagger.tag("Karin Ahlmo, jurist")
    assert tagger.nlp is not before


@pytest.mark.slow
def test_the_committed_figures_are_those_of_the_committed_model() -> None:
    now = figures(str(FOLDER))
    written = json.loads((FOLDER / "figures.json").read_text(encoding="utf-8"))
    assert now["model"] == written["model"]
    rules, both, sources = now["rules"], now["rules and model"], now["by source"]
    assert both["all"]["f"] >= 90
    assert both["ORG"]["recall"] >= rules["ORG"]["recall"] + 10
    assert both["ORG"]["precision"] >= 85
    assert min(sources["both PER"]["right"], sources["both ORG"]["right"]) > 97


@pytest.mark.slow
def test_training_twice_gives_the_same_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train, "PARAGRAPHS", 60)
    monkeypatch.setattr(train, "HELD_OUT", 10)
    weights = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        nlp = train.trained(None, tmp_path / name)
        weights.append([nlp.get_pipe(pipe).to_bytes(exclude=["vocab"]) for pipe in nlp.pipe_names])
    assert weights[0] == weights[1]


def _votes(
    text: str, rules: list[tuple[str, str]], tags: list[tuple[str, str]]
) -> list[tuple[str, str, str]]:
    names = [Name(label, text.index(word), text.index(word) + len(word), word) for label, word in rules]
    proposed = [Tag(text.index(word), text.index(word) + len(word), label) for label, word in tags]
    return [
        (vote.name.label, text[vote.name.start : vote.name.end], vote.source)
        for vote in fuse(text, names, proposed)
    ]


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ([], train.ELSEWHERE),
        (["--statutes", "sfs.gz"], train.SHIPPED),
        (["--out", "{tmp}/mine"], Path("{tmp}/mine")),
    ],
)
def test_only_the_whole_recipe_replaces_the_model_that_ships(
    given: list[str],
    made: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    written: list[Path] = []
    monkeypatch.setattr(train, "trained", lambda statutes, work: None)
    monkeypatch.setattr(train, "packaged", lambda nlp, out, statutes: written.append(out))
    monkeypatch.setattr(Path, "read_text", lambda path, **_: "the card")
    monkeypatch.setattr("sys.argv", ["train", *(word.format(tmp=tmp_path) for word in given)])
    train.main()
    assert written == [Path(str(made).format(tmp=tmp_path))]
    assert ("weaker" in capsys.readouterr().out) == (given == [])


def test_a_folder_that_is_no_model_is_never_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.txt").touch()
    monkeypatch.setattr("sys.argv", ["train", "--out", str(tmp_path)])
    with pytest.raises(SystemExit):
        train.main()
    assert "is no model; name another folder" in capsys.readouterr().err
    assert (tmp_path / "letter.txt").exists()


def test_both_agree() -> None:
    text = "Karin Ahlmo talar"
    assert _votes(text, [("PER", "Karin Ahlmo")], [("PER", "Karin Ahlmo")]) == [
        ("PER", "Karin Ahlmo", "both")
    ]


def test_a_genitive_is_no_disagreement() -> None:
    text = "Enligt Karin Ahlmos förslag"
    assert _votes(text, [("PER", "Karin Ahlmo")], [("PER", "Karin Ahlmos")]) == [
        ("PER", "Karin Ahlmo", "both")
    ]


def test_rules_alone_stay_as_they_are() -> None:
    rules = [("PER", "Karin Ahlmo"), ("ORG", "Granviks kommun")]
    assert _votes("Karin Ahlmo i Granviks kommun", rules, []) == [
        ("PER", "Karin Ahlmo", "list"), ("ORG", "Granviks kommun", "rule"),
    ]  # fmt: skip


def test_the_model_takes_no_word_from_the_rules() -> None:
    text = "Granviks kommun"
    assert _votes(text, [("ORG", "Granviks kommun")], [("PER", "Granviks")]) == [
        ("ORG", "Granviks kommun", "rule")
    ]


def test_the_model_alone_proposes_people_and_bodies() -> None:
    text = "Avtalet tecknas med Terravia Nord och Zhanelle Quortrup, jurist"
    tags = [("ORG", "Terravia Nord"), ("PER", "Zhanelle Quortrup")]
    assert _votes(text, [("ROLE", "jurist")], tags)[:2] == [
        ("ORG", "Terravia Nord", "model"), ("PER", "Zhanelle Quortrup", "model"),
    ]  # fmt: skip


def test_the_model_alone_proposes_a_title_only_beside_a_person() -> None:
    assert _votes("bibliotekarie Karin Ahlmo", [("PER", "Karin Ahlmo")], [("ROLE", "bibliotekarie")])[0] == (
        "ROLE", "bibliotekarie", "model",
    )  # fmt: skip
    assert _votes("en bibliotekarie till", [], [("ROLE", "bibliotekarie")]) == []


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Avgiften höjs", ("ORG", "Avgiften")),
        ("från årsskiftet", ("ORG", "årsskiftet")),
        ("Kommunen beslutar", ("ORG", "Kommunen")),
        ("Telefon 12", ("PER", "Telefon 12")),
        ("på Birgit Ekmans väg", ("PER", "Birgit Ekmans väg")),
        ("anmäld enligt Lex Maria", ("PER", "Lex Maria")),
    ],
)
def test_what_is_not_shaped_like_a_name_is_none(text: str, tag: tuple[str, str]) -> None:
    assert _votes(text, [], [tag]) == []


def test_a_contact_says_who_proposed_its_name() -> None:
    text = "Handläggare\nKarin Ahlmo\nUtredare\nTelefon 08-465 004 12"
    (contact,) = swedoc.parse_text(text).contacts
    assert (contact.name, contact.source, contact.confidence) == ("Karin Ahlmo", "both", "high")
    (contact,) = swedoc.parse_text(text, model="none").contacts
    assert (contact.name, contact.source, contact.confidence) == ("Karin Ahlmo", "list", None)


def test_a_missing_model_is_one_warning_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Handläggare Karin Ahlmo, Granviks kommun"
    monkeypatch.setenv(model.SETTING, "/nowhere/model")
    record = swedoc.parse_text(text)
    (warning,) = record.source.warnings
    assert "/nowhere/model" in warning
    assert [contact.name for contact in record.contacts] == ["Karin Ahlmo"]
    assert swedoc.parse_text(text, model=FOLDER).source.warnings == ()
    assert swedoc.parse_text(text, model="none").source.warnings == ()


def test_a_broken_model_is_a_warning_too(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = 'xx'", encoding="utf-8")
    (warning,) = swedoc.parse_text("Karin Ahlmo", model=tmp_path).source.warnings
    assert "does not load" in warning


def test_rules_alone_never_import_spacy() -> None:
    code = (
        "import sys, swedoc; swedoc.parse_text('Karin Ahlmo, jurist, Granviks kommun', model='none');"
        "assert 'spacy' not in sys.modules; swedoc.parse_text('450 / 3'); assert 'spacy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_spacy_loads_the_pipeline_by_the_name_of_the_package() -> None:
    nlp = spacy.load("swedoc")
    assert nlp.pipe_names == ["sentencizer", "tok2vec", "ner", "swedoc"]
    doc = nlp("Bidraget, t.ex. 450 tkr, går till Granviks kommun. Karin Ahlmo är jurist.")
    assert [sent.text for sent in doc.sents] == [
        "Bidraget, t.ex. 450 tkr, går till Granviks kommun.", "Karin Ahlmo är jurist.",
    ]  # fmt: skip
    assert ("Granviks kommun", "ORG") in [(ent.text, ent.label_) for ent in doc.ents]
    assert doc._.swedoc.amounts[0].value == 450000
    assert spacy.load("swedoc", exclude=["ner"]).pipe_names == ["sentencizer", "tok2vec", "swedoc"]


def test_load_without_a_model_is_a_pipeline_without_entities() -> None:
    nlp = swedoc.load("none")
    assert nlp.pipe_names == ["sentencizer", "swedoc"]
    assert nlp("Karin Ahlmo, jurist").ents == ()


def test_tokens_keep_the_text_and_the_abbreviations() -> None:
    nlp = swedoc.load("none")
    text = " Tf. chef  Karin Ahlmo\n\n(bl.a. t.ex. fr.o.m. 2024)\tKF/KS\n"
    doc = nlp.make_doc(text)
    assert doc.text == text
    assert {"Tf.", "bl.a.", "t.ex.", "fr.o.m."} <= {token.text for token in doc}
    assert sum(token.text == "\n" for token in doc) == 3
