"""What every page works with, handed to it by the one who makes it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from intloffice.gui.drafts import Drafts
from intloffice.gui.glance import Glances
from intloffice.gui.jobs import Jobs
from intloffice.gui.theme import Theme
from intloffice.gui.views import Views
from intloffice.i18n import Language
from intloffice.schema.kind import Kind
from intloffice.settings import Settings


@dataclass(frozen=True)
class Desk:
    """The kinds, the jobs, the language and the look; drafts and views outlive their pages."""

    kinds: Sequence[Kind]
    jobs: Jobs
    language: Language
    theme: Theme
    settings: Settings
    folder: Path
    translations: Path
    clock: Callable[[], date]
    drafts: Drafts
    glances: Glances
    views: Views

    def today(self) -> date:
        """Tell on which day the office is looked at."""
        return self.settings.day(self.clock())

    def say(self, template: str, **facts: object) -> str:
        """Translate a text and fill its placeholders."""
        return self.language.text(template, **facts)

    def kind(self, name: str) -> Kind:
        """Give the kind of a name."""
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> dict[str, Kind]:
        return {kind.name: kind for kind in self.kinds}
