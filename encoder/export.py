"""Make the folder that the assistant reads with of a tuned encoder: int8 weights for CTranslate2, heads, words.

python -m encoder.export                         build/encoder/tuned.pt becomes encoder/built
python -m encoder.export --to /tmp/encoder       elsewhere
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import torch
from ctranslate2.converters import utils
from ctranslate2.specs import common_spec, transformer_spec
from tokenizers import Tokenizer

from bot.understanding.encoder import FORMAT, Encoder, Pieces
from bot.vocabulary import FOCUS_AREAS, INTENTS, MARKERS, RISKS, STATES
from encoder.data import batch_of, example_of
from encoder.model import ATTENTIONS, EPSILON, LAYERS, Network
from encoder.train import ROOT, TUNED, base_folder, published

HEADS = ("evidence", "attention", "whole", "intent", "area")
FURTHEST, MEAN = 1.0, 0.15
"""How far logits (most are between -8 and 8) may be off once weights are int8: at most, and on average."""
SAYINGS = (
    ("Why are you being like this?", "I felt hurt when you read my messages, and I'd like you to ask first."),
    ("Fancy it?", "Sorry, sorry, I know I'm a pain, but would it maybe be ok if we didn't?"),
    ("", "You never listen. Get out before I tell everyone what you are."),
    ("It's raining again.", "Looks that way."),
)
"""Turns that the exported encoder is compared on with the network it was made from."""


def spec_of(network: Network, words: list[str]) -> transformer_spec.TransformerEncoderModelSpec:
    """The tuned transformer as CTranslate2 takes it, before it is made int8."""
    encoder = transformer_spec.TransformerEncoderSpec(
        LAYERS,
        ATTENTIONS,
        pre_norm=False,
        activation=common_spec.Activation.GELU,
        layernorm_embedding=True,
        num_source_embeddings=2,
        embeddings_merge=common_spec.EmbeddingsMerge.ADD,
    )
    encoder.scale_embeddings = False
    minilm = network.minilm
    encoder.embeddings[0].weight = _numbers(minilm.words.weight)
    encoder.embeddings[1].weight = _numbers(minilm.types.weight)
    encoder.position_encodings.encodings = _numbers(minilm.places.weight)
    _norm(encoder.layernorm_embedding, minilm.settled)
    for spec, layer in zip(encoder.layer, minilm.layers, strict=True):
        _layer(spec, layer)
    whole = transformer_spec.TransformerEncoderModelSpec(encoder)
    whole.register_vocabulary(words)
    whole.config.unk_token = "[UNK]"
    whole.config.layer_norm_epsilon = EPSILON
    return whole


def _layer(spec: Any, layer: Any) -> None:
    parts = [common_spec.LinearSpec() for _ in range(3)]
    for part, linear in zip(parts, (layer.query, layer.key, layer.value), strict=True):
        _linear(part, linear)
    utils.fuse_linear(spec.self_attention.linear[0], parts)
    _linear(spec.self_attention.linear[1], layer.mix)
    _norm(spec.self_attention.layer_norm, layer.mixed)
    _linear(spec.ffn.linear_0, layer.widen)
    _linear(spec.ffn.linear_1, layer.narrow)
    _norm(spec.ffn.layer_norm, layer.settled)


def _linear(spec: Any, linear: torch.nn.Linear) -> None:
    spec.weight, spec.bias = _numbers(linear.weight), _numbers(linear.bias)


def _norm(spec: Any, norm: torch.nn.LayerNorm) -> None:
    spec.gamma, spec.beta = _numbers(norm.weight), _numbers(norm.bias)


def _numbers(weights: torch.Tensor) -> np.ndarray:
    """A copy: CTranslate2 works on it in place when it makes it int8."""
    return weights.detach().float().numpy().copy()


def vocabulary(file: Path) -> list[str]:
    """The pieces that a tokenizer knows, by number."""
    known = Tokenizer.from_file(str(file)).get_vocab()
    return sorted(known, key=known.__getitem__)


def export(tuned: Path, base: Path, to: Path) -> dict[str, Any]:
    """Writes the folder `to`, whole or not at all; what its metadata says. Raises OSError."""
    kept = torch.load(tuned, weights_only=True)
    network = Network()
    network.load_state_dict(kept["network"])
    to.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=to.parent) as made:
        folder = Path(made) / to.name
        folder.mkdir()
        spec = spec_of(network, vocabulary(base / "tokenizer.json"))
        spec.validate()
        spec.optimize(quantization="int8")
        spec.save(str(folder))
        shutil.copyfile(base / "tokenizer.json", folder / "tokenizer.json")
        np.savez_compressed(folder / "heads.npz", **heads_of(network, kept))
        about = metadata(kept)
        about["references"] = references(network.eval(), Pieces(folder / "tokenizer.json"))
        write(folder, about)
        about["logits_off_by"] = compare(folder, about["references"])
        write(folder, about)
        shutil.rmtree(to, ignore_errors=True)
        folder.rename(to)
    return about


def export_untuned(base: Path, to: Path) -> None:
    """Writes the published weights as they are, int8, and the tokenizer: what bench/routes.py compares with."""
    network = Network()
    network.minilm.take(published(base))
    to.mkdir(parents=True, exist_ok=True)
    spec = spec_of(network, vocabulary(base / "tokenizer.json"))
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(to))
    shutil.copyfile(base / "tokenizer.json", to / "tokenizer.json")


def heads_of(network: Network, kept: dict[str, Any]) -> dict[str, np.ndarray]:
    """What heads.npz holds."""
    heads = {}
    for name in HEADS:
        head = getattr(network, name)
        heads |= {f"{name}_weight": _numbers(head.weight), f"{name}_offset": _numbers(head.bias)}
    heads["state"] = _numbers(network.state.weight)
    weight, offset, threshold = (_numbers(kept["calibration"][name]) for name in ("weight", "offset", "threshold"))
    heads |= {"calibration_weight": weight, "calibration_offset": offset, "threshold": threshold}
    # Until encoder/both.py has fitted them, the rules count for nothing beside the encoder.
    alone = np.stack([weight, np.zeros_like(weight), np.zeros_like(weight)], axis=1)
    return heads | {"both_weight": alone, "both_offset": offset, "both_threshold": threshold}


def write(folder: Path, about: dict[str, Any]) -> None:
    """Writes metadata.json."""
    (folder / "metadata.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def metadata(kept: dict[str, Any]) -> dict[str, Any]:
    """What metadata.json says: what the encoder is, what it was made of, and how well it reads."""
    return {
        "format": FORMAT,
        "what": "all-MiniLM-L6-v2, tuned on the corpus of turns and the examples in data/nlu, int8",
        "base": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)",
        "markers": list(MARKERS),
        "risks": list(RISKS),
        "intents": list(INTENTS),
        "states": list(STATES),
        "areas": list(FOCUS_AREAS),
        "ctranslate2": ctranslate2.__version__,
        **kept["about"],
    }


def references(network: Network, pieces: Pieces) -> list[dict[str, Any]]:
    """What the network makes of a few turns, for the exported encoder to be held to wherever it runs."""
    return [{"line": line, "text": text, "logits": _logits(network, pieces, line, text)} for line, text in SAYINGS]


def _logits(network: Network, pieces: Pieces, line: str, text: str) -> list[float]:
    example = example_of({"text": text, "counterpart": line, "labels": [], "spans": {}}, pieces)
    with torch.no_grad():
        found = network(batch_of([example] if example else []))
    return [round(float(logit), 3) for logit in (*found.turns[0], *found.risks[0])]


def compare(folder: Path, wanted: list[dict[str, Any]]) -> dict[str, float]:
    """How far logits of the folder are from the network's. Raises ValueError when it is further than int8 explains."""
    encoder = Encoder(folder)
    readings = [(encoder.read(one["text"], one["line"]), one["logits"]) for one in wanted]
    apart = [np.abs(np.concatenate([one.logits, one.risks]) - logits) for one, logits in readings if one]
    found = {"furthest": round(float(np.max(apart)), 3), "mean": round(float(np.mean(apart)), 3)}
    if found["furthest"] > FURTHEST or found["mean"] > MEAN:
        raise ValueError(f"The exported encoder does not agree with the network it was made from: {found}")
    return found


def parser() -> argparse.ArgumentParser:
    """The command line."""
    line = argparse.ArgumentParser(
        prog="python -m encoder.export", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    line.add_argument("--tuned", type=Path, default=ROOT / "build/encoder" / TUNED, help="what training kept")
    line.add_argument("--base", type=Path, help="folder of the published weights (that of the installed package)")
    line.add_argument("--to", type=Path, default=ROOT / "encoder/built", help="the folder to write")
    line.add_argument("--untuned", action="store_true", help="the published weights as they are, to compare with")
    return line


def main() -> None:
    """Reads the command line and exports."""
    options = parser().parse_args()
    if options.untuned:
        return export_untuned(options.base or base_folder(), options.to)
    try:
        about = export(options.tuned, options.base or base_folder(), options.to)
    except (OSError, ValueError) as problem:
        sys.exit(f"  {problem}")
    size = sum(file.stat().st_size for file in options.to.iterdir()) / 1e6
    print(f"  {options.to}: {size:.1f} MB; against torch {about['logits_off_by']}")
    return None


if __name__ == "__main__":
    main()
