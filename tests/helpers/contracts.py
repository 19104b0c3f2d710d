"""An import contract that import-linter does not have: a package that needs nothing installed."""

import sys

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class StandardLibraryOnly(Contract):
    """The packages named in `modules` import each their own modules and the standard library, and nothing else."""

    modules = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Compare every import of every module below `modules` with the list that Python keeps of its own modules."""
        offences = []
        for package in sorted(self.modules):  # type: ignore[call-overload]
            for module in sorted({package, *graph.find_descendants(package)}):
                for imported in sorted(graph.find_modules_directly_imported_by(module)):
                    own = imported == package or imported.startswith(f"{package}.")
                    if not own and imported.partition(".")[0] not in sys.stdlib_module_names:
                        offences.append(f"{module} imports {imported}")
        return ContractCheck(kept=not offences, metadata={"offences": offences})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print each offending import on its own line."""
        for offence in check.metadata["offences"]:
            output.print_error(offence)
