"""A fit of seconds, where the extra [train] is installed: what it learns is what is exported."""

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers, processors

pytest.importorskip("jax")
pytest.importorskip("optax")
pytest.importorskip("onnx")

from chains.triage.train.contrast import contrasted, paired_batches
from chains.triage.train.encoder import LAYERS
from chains.triage.train.fitting import Fitted, Recipe, Targets, Weights, embedded_texts, fit

WIDTH, INNER = 384, 8
WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "how", "who", "is", "it", "there"]


@pytest.fixture(scope="module")
def weights() -> Weights:
    """An encoder of the right form with a narrow inside, drawn."""
    random = np.random.default_rng(7)

    def drawn(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return random.normal(0, 0.05, shape).astype(np.float32)

    made: Weights = {
        "embeddings.word_embeddings.weight": drawn(len(WORDS), WIDTH),
        "embeddings.position_embeddings.weight": drawn(64, WIDTH),
        "embeddings.token_type_embeddings.weight": drawn(2, WIDTH),
    }
    norms = ["embeddings.LayerNorm"]
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}"
        norms += [f"{name}.attention.output.LayerNorm", f"{name}.output.LayerNorm"]
        for part, rows, columns in (
            *((f"attention.self.{one}", WIDTH, WIDTH) for one in ("query", "key", "value")),
            ("attention.output.dense", WIDTH, WIDTH),
            ("intermediate.dense", INNER, WIDTH),
            ("output.dense", WIDTH, INNER),
        ):
            made[f"{name}.{part}.weight"] = drawn(rows, columns)
            made[f"{name}.{part}.bias"] = drawn(rows)
    for name in norms:
        made[f"{name}.weight"], made[f"{name}.bias"] = np.ones(WIDTH, np.float32), drawn(WIDTH)
    return made


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """A tokenizer that knows nine words."""
    made = Tokenizer(models.WordLevel({word: place for place, word in enumerate(WORDS)}, "[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    return made


@pytest.fixture(scope="module")
def fitted(weights: Weights, tokenizer: Tokenizer) -> Fitted:
    """`how` is class 0, `who` class 1; the gate says nothing."""
    encoded = [tokenizer.encode(text).ids for text in ["how is it", "who is there"] * 16]
    labels = np.array([0, 1] * 16, np.int32)
    silent = np.full(32, -1, np.int32)
    targets = {"gate": Targets(2, silent), "intent": Targets(2, labels)}
    return fit(weights, lambda _: encoded, targets, Recipe(epochs=12, batch=8))


def test_a_fit_learns_and_leaves_the_word_table_alone(
    fitted: Fitted, weights: Weights, tokenizer: Tokenizer
) -> None:
    asked = [tokenizer.encode(text).ids for text in ("how is it", "who is there")]
    assert fitted.logits(asked)["intent"].argmax(1).tolist() == [0, 1]
    table = "embeddings.word_embeddings.weight"
    assert np.array_equal(fitted.weights[table], weights[table])
    assert not fitted.heads["gate"][0].any()


def test_the_exported_graph_says_what_was_fitted(
    fitted: Fitted, tokenizer: Tokenizer, tmp_path: Path
) -> None:
    import onnxruntime

    from chains.triage.train.export import export

    export(fitted, {"gate": 1.0, "intent": 2.0}, tmp_path / "model.onnx")
    session = onnxruntime.InferenceSession(str(tmp_path / "model.onnx"))
    ids = tokenizer.encode("who is it there").ids
    (found,) = session.run(["intent"], {"input_ids": np.array([ids], np.int64)})
    wanted = fitted.logits([ids])["intent"][0] / 2.0
    # int8 moves logits by a few per cent of their spread.
    assert np.abs(found - wanted).max() < 0.1 * np.ptp(wanted)


def test_a_contrast_parts_the_classes_and_leaves_the_layers_below_alone(
    weights: Weights, tokenizer: Tokenizer
) -> None:
    texts = ["how is it", "how it", "it how there", "who is it", "who it", "it who there"]
    encoded = [tokenizer.encode(text).ids for text in texts]
    labels = np.array([0, 0, 0, 1, 1, 1], np.int32)
    recipe = Recipe(epochs=20, batch=4, rate=1e-3, decay=1.0, first_layer=4)

    after = contrasted(weights, encoded, labels, recipe)

    assert _apart(embedded_texts(after, encoded)) > _apart(embedded_texts(weights, encoded)) + 0.1
    changed = {name for name, value in after.items() if not np.array_equal(value, weights[name])}
    assert {name.split(".")[2] for name in changed} == {"4", "5"}


def _apart(embedded: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> float:
    """How much likelier texts are to their own class, the first three, than to the other."""
    cosines = embedded @ embedded.T / 64
    return float((cosines[:3, :3].mean() + cosines[3:, 3:].mean()) / 2 - cosines[:3, 3:].mean())


def test_a_batch_has_as_many_texts_of_each_of_its_classes() -> None:
    labels = np.array([0] * 9 + [1] * 4 + [2], np.int32)
    for rows in paired_batches(labels, 12, 5, np.random.default_rng(1)):
        assert np.bincount(labels[rows]).tolist() == [4, 4, 4]
    for rows in paired_batches(labels, 4, 5, np.random.default_rng(1)):
        assert sorted(np.bincount(labels[rows], minlength=3).tolist()) == [0, 2, 2]
