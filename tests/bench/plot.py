"""A plot of cost over the number of facts: both axes logarithmic, as SVG, in light and in dark."""

import math
from collections.abc import Mapping, Sequence
from html import escape

Point = tuple[float, float]
"""Number of facts, milliseconds."""

_WIDTH, _HEIGHT = 760, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 512, 24, 392
_LABEL_HEIGHT = 18
_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1f2328; }
.grid { stroke: #d1d9e0; stroke-width: 1; }
.line { fill: none; stroke-width: 2.5; stroke-linejoin: round; }
.c0 { stroke: #0969da; fill: #0969da; } .c1 { stroke: #54aeff; fill: #54aeff; }
.c2 { stroke: #cf222e; fill: #cf222e; } .c3 { stroke: #bc4c00; fill: #bc4c00; }
.c4 { stroke: #8250df; fill: #8250df; } .c5 { stroke: #1a7f37; fill: #1a7f37; }
.line.c0, .line.c1, .line.c2, .line.c3, .line.c4, .line.c5 { fill: none; }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3; } .grid { stroke: #3d444d; }
.c0 { stroke: #4493f8; fill: #4493f8; } .c1 { stroke: #1f6feb; fill: #1f6feb; }
.c2 { stroke: #f85149; fill: #f85149; } .c3 { stroke: #db6d28; fill: #db6d28; }
.c4 { stroke: #ab7df8; fill: #ab7df8; } .c5 { stroke: #3fb950; fill: #3fb950; }
}
""".strip()


def svg(title: str, lines: Mapping[str, Sequence[Point]]) -> str:
    """Return a plot of up to six named lines, each of at least one point."""
    points = [point for line in lines.values() for point in line]
    across = _Scale(min(x for x, _ in points), max(x for x, _ in points), _LEFT, _RIGHT)
    up = _Scale(min(y for _, y in points), max(y for _, y in points), _BOTTOM, _TOP)
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<style>{_STYLE}</style>",
        *_grid(across, up),
    ]
    for number, line in enumerate(lines.values()):
        places = [(across.at(x), up.at(y)) for x, y in line]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        drawn.append(f'<polyline class="line c{number}" points="{path}"/>')
        drawn.extend(
            f'<circle class="c{number}" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>' for x, y in places
        )
    drawn.extend(_labels({name: up.at(line[-1][1]) for name, line in lines.items()}))
    return "\n".join((*drawn, "</svg>", ""))


class _Scale:
    """From a quantity to a place on the picture, through its logarithm, in whole decades."""

    def __init__(self, least: float, most: float, start: float, end: float) -> None:
        self.first = math.floor(math.log10(least))
        self.last = max(math.ceil(math.log10(most)), self.first + 1)
        self._start, self._end = start, end

    def at(self, value: float) -> float:
        share = (math.log10(value) - self.first) / (self.last - self.first)
        return self._start + share * (self._end - self._start)

    def decades(self) -> Sequence[tuple[float, float]]:
        """Return each power of ten with its place."""
        return [(10.0**n, self.at(10.0**n)) for n in range(self.first, self.last + 1)]


def _grid(across: _Scale, up: _Scale) -> list[str]:
    drawn = []
    for value, x in across.decades():
        drawn.append(f'<line class="grid" x1="{x:.1f}" y1="{_TOP}" x2="{x:.1f}" y2="{_BOTTOM}"/>')
        drawn.append(
            f'<text x="{x:.1f}" y="{_BOTTOM + 20}" text-anchor="middle">{value:,.0f}</text>'
        )
    for value, y in up.decades():
        drawn.append(f'<line class="grid" x1="{_LEFT}" y1="{y:.1f}" x2="{_RIGHT}" y2="{y:.1f}"/>')
        drawn.append(
            f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{_time(value)}</text>'
        )
    middle = (_LEFT + _RIGHT) / 2
    drawn.append(f'<text x="{middle}" y="{_HEIGHT - 8}" text-anchor="middle">facts</text>')
    return drawn


def _time(milliseconds: float) -> str:
    return f"{milliseconds:g} ms" if milliseconds < 1000 else f"{milliseconds / 1000:g} s"


def _labels(ends: Mapping[str, float]) -> list[str]:
    """Return the names beside the ends of their lines, moved apart where they would overlap."""
    numbers = {name: number for number, name in enumerate(ends)}
    drawn, lowest = [], 0.0
    for name, y in sorted(ends.items(), key=lambda item: item[1]):
        lowest = max(y, lowest + _LABEL_HEIGHT)
        drawn.append(
            f'<circle class="c{numbers[name]}" cx="{_RIGHT + 14}" cy="{lowest:.1f}" r="4"/>'
            f'<text x="{_RIGHT + 24}" y="{lowest + 4:.1f}">{escape(name)}</text>'
        )
    return drawn
