"""What is to be looked at before a report goes out, and what one does about each: mend it, or let it stand."""

from __future__ import annotations

from facikit.session.allowed import allow, look_again
from facikit.tui import printing
from facikit.tui.findings import lay_ready, place_of
from facikit.tui.messages import Show
from facikit.tui.screens.asides import AsidesScreen
from facikit.tui.screens.prompt import Prompt
from facikit.tui.screens.reword import edit_wording
from facikit.tui.text import one_line
from facikit.tui.widgets.findings_list import FindingsList


class LookingScreen(AsidesScreen):
    """A screen with a list of what is to be looked at."""

    @property
    def listing(self) -> FindingsList:
        """What to look at."""
        return self.query_one(FindingsList)

    def action_mend(self) -> None:
        """Go to where it is mended; what is mended by one choice is mended here."""
        if self.listing.point is None:
            return
        record = self.listing.point.finding.record
        kind, _, rest = record.partition("/")
        if kind == "wording":
            edit_wording(self, rest, self.show)
        elif kind == "printed":
            block, _, field = rest.partition("/")
            printing.ask(self, (block, field), self._is_printed)
        else:
            lay_ready(self.desk, record)
            self.post_message(Show(place_of(self.session, record)))

    def _is_printed(self, how: str) -> None:
        self.say(f"Printed as {how}. ^z takes it back.")
        self.show()

    def action_allow(self) -> None:
        """Let it stand, with a reason, or not any more."""
        point = self.listing.point
        if point is None:
            return
        if self.session.read_only:
            self.say("This session is open for reading only.")
            return

        def allowed(reason: str | None) -> None:
            if reason is None:
                return
            if reason.strip():
                allow(self.session, point.finding.id, reason)
            else:
                look_again(self.session, point.finding.id)
            self.show()

        if point.reason:
            hint = "Empty, it is to be looked at again."
            self.app.push_screen(Prompt("Why may this stand?", hint, point.reason, may_be_empty=True), allowed)
        else:
            self.app.push_screen(Prompt("Why may this stand?", one_line(point.finding.message)), allowed)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Something must be there to be mended or allowed; where one only reads, nothing is taken back."""
        if action in ("mend", "allow"):
            point = self.listing.point
            return point is not None and (action == "allow" or bool(place_of(self.session, point.finding.record)))
        if action in ("take_back", "put_back"):
            return not self.session.read_only
        return super().check_action(action, parameters)
