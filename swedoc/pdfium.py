"""PDFium through plain C calls: two calls a word instead of a Python object for each character.

pypdfium2 brings the engine and its bindings; its convenience classes cost about three times the
engine itself. The functions below are the same C functions with plain integers as handles. PDFium
is not thread-safe: whoever calls it holds `LOCK`.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from functools import cache
from typing import Any

LOCK = threading.Lock()
PATH, IMAGE, FORM = 2, 3, 5  # kinds of page objects
FIELD = 20  # the kind of annotation that shows a form field
WRONG_PASSWORD, UNKNOWN_SECURITY = 4, 5  # what `last_error` returns for a file that cannot be opened

_P, _I, _N, _F = ctypes.c_void_p, ctypes.c_int, None, ctypes.c_float
_SIGNATURES: dict[str, tuple[Any, ...]] = {
    "FPDF_LoadMemDocument64": (_P, _P, ctypes.c_size_t, _P),
    "FPDF_CloseDocument": (_N, _P),
    "FPDF_GetLastError": (ctypes.c_ulong,),
    "FPDF_GetPageCount": (_I, _P),
    "FPDF_LoadPage": (_P, _P, _I),
    "FPDF_ClosePage": (_N, _P),
    "FPDF_GetPageBoundingBox": (_I, _P, _P),
    "FPDFPage_GetRotation": (_I, _P),
    "FPDFText_LoadPage": (_P, _P),
    "FPDFText_ClosePage": (_N, _P),
    "FPDFText_CountChars": (_I, _P),
    "FPDFText_GetText": (_I, _P, _I, _I, _P),
    "FPDFText_GetLooseCharBox": (_I, _P, _I, _P),
    "FPDFText_GetCharAngle": (_F, _P, _I),
    "FPDFText_GetCharIndexFromTextIndex": (_I, _P, _I),
    "FPDFPage_CountObjects": (_I, _P),
    "FPDFPage_GetObject": (_P, _P, _I),
    "FPDFPageObj_GetType": (_I, _P),
    "FPDFPageObj_GetBounds": (_I, _P, _P, _P, _P, _P),
    "FPDFPageObj_GetMatrix": (_I, _P, _P),
    "FPDFFormObj_CountObjects": (_I, _P),
    "FPDFFormObj_GetObject": (_P, _P, ctypes.c_ulong),
    "FPDFDoc_GetAttachmentCount": (_I, _P),
    "FPDFPage_GetAnnotCount": (_I, _P),
    "FPDFPage_GetAnnot": (_P, _P, _I),
    "FPDFPage_CloseAnnot": (_N, _P),
    "FPDFAnnot_GetSubtype": (_I, _P),
    "FPDFPage_Flatten": (_I, _P, _I),
}


class Engine:
    """The C functions by their names without `FPDF`, handles and addresses as plain integers."""

    def __init__(self) -> None:
        import pypdfium2  # initialises the library once for the process
        import pypdfium2.raw as raw

        self.version = str(getattr(pypdfium2, "PYPDFIUM_INFO", "unknown"))
        for name, (result, *arguments) in _SIGNATURES.items():
            address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
            assert address is not None
            # PYFUNCTYPE keeps the interpreter's lock during a call, which is what makes it cheap;
            # calls that take long let go of it.
            kind = ctypes.CFUNCTYPE if "Load" in name else ctypes.PYFUNCTYPE
            setattr(self, name, kind(result, *arguments)(address))

    def __getattr__(self, name: str) -> Callable[..., Any]:
        raise AttributeError(f"PDFium function {name} is not bound in swedoc.pdfium")


@cache
def engine() -> Engine:
    """The engine, loaded when it is first needed."""
    return Engine()
