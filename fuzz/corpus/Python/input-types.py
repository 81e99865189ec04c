import typing as t
from typing import Annotated, Any, Dict, List, Optional, TypedDict, Union
import cog
from cog import File, Opaque, Path, Secret
from diffusers import Image

class Options(TypedDict, total=False):
    steps: int

Text = str
Texts = List["Text"]
type Alias = str

class Predictor:
    def run(self, a_text: str, b: int, c: float, d: bool, e: Path, f: File, g: Secret,
            h: Any, i: Dict[str, int], j: Options, k: List[cog.Path],
            l: Optional[str], m: "list[int] | None", n: Union[str, int],
            o: t.Union[str, None, List[float]],
            p: Annotated[Image, Opaque], q: Annotated[Optional[List[Image]], Opaque],
            r: Annotated[str, "note"], s: Texts, t: Alias) -> str:
        return ""
