"""The network: MiniLM, a logit for each piece and marker or danger, and attention that makes a turn's logits of them.

The mean of the pieces tells what the words ask for, and which focus area they speak of.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - what everyone calls it

from bot.vocabulary import FOCUS_AREAS, INTENTS, MARKERS, RISKS, STATES
from encoder.data import Batch

SIZE, INNER, LAYERS, ATTENTIONS = 384, 1536, 6, 12
WORDS, PLACES, TYPES = 30_522, 512, 2
EPSILON = 1e-12

NAMES = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "mix",
    "attention.output.LayerNorm": "mixed",
    "intermediate.dense": "widen",
    "output.dense": "narrow",
    "output.LayerNorm": "settled",
}
"""What the published weights of a layer are called, and what they are called here."""


class Found(NamedTuple):
    """Logits: markers of turns (B x 21) and pieces (B x T x 21), dangers (B x 4), intents (B x 24), areas (B x 4)."""

    turns: Tensor
    pieces: Tensor
    risks: Tensor
    intents: Tensor
    areas: Tensor


class Layer(nn.Module):
    """One layer of the transformer."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.mix = (nn.Linear(SIZE, SIZE) for _ in range(4))
        self.widen, self.narrow = nn.Linear(SIZE, INNER), nn.Linear(INNER, SIZE)
        self.mixed, self.settled = (nn.LayerNorm(SIZE, eps=EPSILON) for _ in range(2))
        self.drop = nn.Dropout(dropout)

    def forward(self, pieces: Tensor, unread: Tensor) -> Tensor:
        """`pieces` (B x T x 384) after this layer; `unread` (B x 1 x 1 x T) is hugely negative on padding."""
        query, key, value = (_heads(part(pieces)) for part in (self.query, self.key, self.value))
        dropout = self.drop.p if self.training else 0.0
        seen = F.scaled_dot_product_attention(query, key, value, attn_mask=unread, dropout_p=dropout)
        seen = self.mix(seen.transpose(1, 2).reshape(pieces.shape))
        pieces = self.mixed(pieces + self.drop(seen))
        return self.settled(pieces + self.drop(self.narrow(F.gelu(self.widen(pieces)))))


def _heads(pieces: Tensor) -> Tensor:
    return pieces.view(*pieces.shape[:2], ATTENTIONS, SIZE // ATTENTIONS).transpose(1, 2)


class MiniLM(nn.Module):
    """all-MiniLM-L6-v2 without its pooling."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.words, self.places, self.types = (nn.Embedding(size, SIZE) for size in (WORDS, PLACES, TYPES))
        self.settled = nn.LayerNorm(SIZE, eps=EPSILON)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, ids: Tensor, types: Tensor, read: Tensor) -> Tensor:
        """The last layer's pieces, B x T x 384."""
        places = self.places(torch.arange(ids.shape[1]))[None]
        pieces = self.drop(self.settled(self.words(ids) + places + self.types(types)))
        unread = (1 - read)[:, None, None, :] * -1e9
        for layer in self.layers:
            pieces = layer(pieces, unread)
        return pieces

    def take(self, published: dict[str, Tensor]) -> None:
        """Takes over the published weights. Raises KeyError or RuntimeError when they are another model's."""
        known = {name.removeprefix("bert."): weight for name, weight in published.items()}
        self.load_state_dict({ours: known[theirs] for ours, theirs in _names()})


def _names() -> list[tuple[str, str]]:
    embeddings = {"words": "word_embeddings", "places": "position_embeddings", "types": "token_type_embeddings"}
    pairs = [(f"{ours}.weight", f"embeddings.{theirs}.weight") for ours, theirs in embeddings.items()]
    pairs += [(f"settled.{kind}", f"embeddings.LayerNorm.{kind}") for kind in ("weight", "bias")]
    for layer in range(LAYERS):
        for theirs, ours in NAMES.items():
            for kind in ("weight", "bias"):
                pairs.append((f"layers.{layer}.{ours}.{kind}", f"encoder.layer.{layer}.{theirs}.{kind}"))
    return pairs


SHOWN = len(MARKERS) + len(RISKS)
"""Columns of the heads that look at pieces: markers, then dangers."""
HEADS = ("evidence", "attention", "whole", "intent", "state", "area")


class Network(nn.Module):
    """MiniLM with the heads that find markers and danger, and those that tell what the words ask for."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.minilm = MiniLM(dropout)
        self.evidence, self.attention, self.whole = (nn.Linear(SIZE, SHOWN) for _ in range(3))
        self.intent, self.area = nn.Linear(SIZE, len(INTENTS)), nn.Linear(SIZE, len(FOCUS_AREAS))
        self.state = nn.Linear(len(STATES), len(INTENTS), bias=False)
        self.drop = nn.Dropout(dropout)

    def forward(self, batch: Batch) -> Found:
        """What the network makes of the turns of `batch`."""
        pieces = self.drop(self.minilm(batch.ids, batch.types, batch.read))
        evidence, own = self.evidence(pieces), batch.own[:, :, None]
        weight = (self.attention(pieces) + (1 - own) * -1e4).softmax(1)
        mean = (pieces * own).sum(1) / own.sum(1).clamp(min=1)
        where = F.one_hot(batch.state, len(STATES)).float()
        turns, marks = (weight * evidence).sum(1) + self.whole(mean), len(MARKERS)
        return Found(
            turns[:, :marks],
            evidence[:, :, :marks],
            turns[:, marks:],
            self.intent(mean) + self.state(where),
            self.area(mean),
        )

    def parts(self) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
        """(the transformer's weights, the heads' weights)."""
        inner = list(self.minilm.parameters())
        return inner, [weight for name in HEADS for weight in getattr(self, name).parameters()]
