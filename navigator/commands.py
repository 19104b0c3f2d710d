"""Every act of the user, declared once: menus, keys, the shortcuts sheet and the command line's help come from here."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Command:
    """One act.

    id     dotted, stable: "file.open"
    title  as in a menu, without "…" or accelerator
    help   one sentence that says what it does
    keys   shortcuts in Qt's portable spelling, the first one shown; "Ctrl" is Command on a Mac
    verb   the verb of the command line that does the same
    asks   True where it opens a question first (a menu shows "…" after its title)
    menu   the menu that it stands in, by the table below
    """

    id: str
    title: str
    help: str
    keys: tuple[str, ...] = ()
    verb: str | None = None
    asks: bool = False
    menu: str = ""


_DECLARED: dict[str, tuple[Command, ...]] = {
    "File": (
        Command("file.open", "Open", "Choose a file, add it to the library and read it.", ("Ctrl+O",), asks=True),
        Command("file.add", "Add files", "Add files to the library.", ("Ctrl+Shift+O",), verb="add", asks=True),
        Command("file.add-folder", "Add folder", "Add every agreement of a folder.", verb="add", asks=True),
        Command(
            "file.add-web",
            "Add from web address",
            "Fetch one page, see what it holds, and add it.",
            verb="add",
            asks=True,
        ),
        Command(
            "file.paste",
            "Paste an agreement",
            "Add the text or the files that the clipboard holds.",
            ("Ctrl+Shift+V",),
            asks=True,
        ),
        Command("file.imports", "What was added", "Show what became of each file of the last imports."),
        Command("file.library", "Library", "Show the agreements in the library.", ("Ctrl+Shift+L",), verb="library"),
        Command(
            "file.remove", "Remove from library", "Take this agreement out of the library.", verb="library", asks=True
        ),
        Command(
            "library.verify",
            "Check the library",
            "Check every source, what the list says of it, and the search index.",
            verb="library",
        ),
        Command(
            "library.rebuild",
            "Rebuild the index",
            "Read every source anew and make the search index from that.",
            verb="library",
        ),
        Command(
            "file.export",
            "Export",
            "Write provisions to a file: PDF, Word, web page, spreadsheet and more.",
            ("Ctrl+E",),
            verb="export",
            asks=True,
        ),
        Command(
            "file.export-provision",
            "Export this provision",
            "Write the provision being read to a file.",
            ("Ctrl+Shift+E",),
            verb="export",
            asks=True,
        ),
        Command(
            "collection.show",
            "Collection",
            "Show the provisions that were gathered while reading, to put in order and export.",
            asks=True,
        ),
        Command("file.print", "Print", "Print provisions.", ("Ctrl+P",), asks=True),
        Command("file.close", "Close agreement", "Close the agreement and show the library.", ("Ctrl+W",)),
        Command("file.settings", "Settings", "Change theme, text and profile.", ("Ctrl+,",), asks=True),
        Command("file.quit", "Quit", "Leave; the window comes back as it was.", ("Ctrl+Q",)),
    ),
    "Edit": (
        Command("edit.copy", "Copy", "Copy the selected words.", ("Ctrl+C",)),
        Command(
            "edit.copy-citation",
            "Copy with citation",
            "Copy the selected words, or the provision, with its citation, version and binding status.",
            ("Ctrl+Shift+C",),
        ),
        Command(
            "edit.copy-link",
            "Copy link",
            "Copy a link to this provision that opens offline and says when its words have changed.",
            ("Ctrl+Alt+C",),
        ),
        Command(
            "collection.add",
            "Add to collection",
            "Gather the selected provisions, or the one being read, for an export.",
            ("Ctrl+Shift+K",),
        ),
        Command(
            "contents.tick",
            "Tick provisions",
            "Tick lines of the contents, to export or to collect what they stand for.",
            ("Shift+F9",),
        ),
        Command("find.in-agreement", "Find in agreement", "Find words in this agreement.", ("Ctrl+F",)),
        Command("find.next", "Find next", "Go to the next place found.", ("F3",)),
        Command("find.previous", "Find previous", "Go to the place found before.", ("Shift+F3",)),
    ),
    "View": (
        Command("view.zoom-in", "Larger text", "Make the text larger.", ("Ctrl++", "Ctrl+=")),
        Command("view.zoom-out", "Smaller text", "Make the text smaller.", ("Ctrl+-",)),
        Command("view.zoom-reset", "Normal text size", "Set the text to its normal size.", ("Ctrl+0",)),
        Command(
            "view.as-published",
            "As published or for me",
            "Switch the text between as published and as it reads for your profile.",
            ("F4",),
            verb="consolidate",
        ),
        Command("view.theme", "Light or dark", "Change between the light and the dark theme."),
        Command("view.outline", "Contents", "Show or hide the contents.", ("F9",)),
        Command("view.inspector", "Inspector", "Show or hide what applies and this clause.", ("F7",)),
        Command(
            "view.obligations",
            "Who must do what",
            "Bring forward what you or the provider must, may or must not do.",
            ("Ctrl+Shift+W",),
        ),
        Command(
            "view.findings",
            "Findings",
            "List what a careful reader would query: rule, words, why it matters.",
            ("F8",),
            verb="check",
        ),
        Command(
            "view.figures",
            "Deadlines and figures",
            "List every duration, amount, percentage and date.",
            ("Ctrl+Shift+D",),
        ),
        Command(
            "view.precedence", "Order of precedence", "Show which document prevails, and which documents are missing."
        ),
        Command(
            "view.split",
            "Split view",
            "Read a second place beside the text, of this agreement or of another; a second time closes it.",
            ("Ctrl+\\",),
        ),
        Command("view.other-side", "Other side", "Move the keyboard to the other side.", ("Ctrl+Alt+\\",)),
        Command(
            "view.terms",
            "Defined terms",
            "List every defined term with its definition and its uses; show only the provisions that use one.",
            ("Ctrl+Shift+T",),
        ),
        Command("view.full-screen", "Full screen", "Use the whole screen.", ("F11",)),
    ),
    "Go": (
        Command(
            "search.focus",
            "Search",
            "Search every agreement; a number or heading goes there.",
            ("Ctrl+K", "Ctrl+L"),
            verb="search",
        ),
        Command(
            "search.results",
            "All results",
            "Show every result with the ways to narrow it; save and export searches.",
            ("Ctrl+Shift+F",),
            verb="search",
        ),
        Command(
            "search.clauses",
            "Clauses side by side",
            "Put the same kind of clause of every agreement beside one another.",
            ("Ctrl+Shift+Y",),
        ),
        Command("go.back", "Back", "Return to where you were reading.", ("Alt+Left",)),
        Command("go.forward", "Forward", "Go forward again.", ("Alt+Right",)),
        Command("go.next-provision", "Next provision", "Go to the next provision.", ("Alt+Down",)),
        Command("go.previous-provision", "Previous provision", "Go to the provision before.", ("Alt+Up",)),
        Command("go.next-agreement", "Next agreement", "Read the next open agreement.", ("Ctrl+Tab", "Ctrl+PgDown")),
        Command(
            "go.previous-agreement",
            "Previous agreement",
            "Read the open agreement before.",
            ("Ctrl+Shift+Tab", "Ctrl+PgUp"),
        ),
        Command("go.link", "Open copied link", "Go where the link in the clipboard leads.", ("Ctrl+Alt+V",)),
        Command("pane.next", "Next pane", "Move the keyboard to the next pane.", ("F6",)),
        Command("pane.previous", "Previous pane", "Move the keyboard to the pane before.", ("Shift+F6",)),
    ),
    "Notes": (
        Command(
            "note.add",
            "Note here",
            "Write a note on the selected words, or on the provision being read.",
            ("Ctrl+N",),
            asks=True,
        ),
        Command(
            "note.bookmark",
            "Bookmark here",
            "Bookmark the selected words or the provision being read; a second time takes the bookmark away.",
            ("Ctrl+D",),
        ),
        Command(
            "note.summary",
            "Summary of your own",
            "Say in plain language what the provision being read says; shown as your team's, never as binding.",
            ("Ctrl+Shift+S",),
            asks=True,
        ),
        Command("note.next", "Next note", "Go to the next note or bookmark.", ("F2",)),
        Command("note.previous", "Previous note", "Go to the note or bookmark before.", ("Shift+F2",)),
        Command(
            "view.notes",
            "Notes and bookmarks",
            "List every note, bookmark and summary, by tag, and those that have no place in this version.",
            ("Ctrl+Shift+N",),
        ),
        Command("note.export", "Export notes", "Write all notes on this agreement to one file.", asks=True),
        Command("note.import", "Import notes", "Take in a colleague's notes on this agreement.", asks=True),
    ),
    "Profile": (
        Command(
            "profile.choose",
            "What applies to me",
            "Choose country, kind of organisation and programmes.",
            ("Ctrl+Shift+A",),
            verb="applies",
            asks=True,
        ),
        Command(
            "profile.clear",
            "Clear the profile",
            "Forget who you are: every agreement as published, for nobody in particular.",
        ),
        Command(
            "profile.map",
            "World map",
            "Show entity, law or courts for every country, as a map and as a list.",
            ("Ctrl+M",),
        ),
        Command(
            "profile.matrix",
            "Countries by topic",
            "Put countries beside one another: entity, law, courts, disputes, special terms.",
            ("Ctrl+Shift+M",),
        ),
        Command(
            "profile.compare",
            "Two profiles",
            "Put another profile beside yours: answers, special terms and text that differ.",
        ),
    ),
    "Compare": (
        Command(
            "compare.versions",
            "Compare versions",
            "Put two versions, or two agreements, beside each other: every change, the gravest first.",
            ("Ctrl+Shift+R",),
            verb="compare",
        ),
        Command("compare.next-change", "Next change", "Go to the next change in the text.", ("Ctrl+J",)),
        Command(
            "compare.previous-change", "Previous change", "Go to the change before in the text.", ("Ctrl+Shift+J",)
        ),
        Command(
            "compare.beside",
            "Side by side or one text",
            "Show both versions beside each other, or as one text with its changes.",
            ("Ctrl+Shift+B",),
        ),
        Command(
            "compare.export",
            "Export the changes",
            "Write the changes to Word (as tracked changes), a web page, Excel or CSV.",
            asks=True,
        ),
    ),
    "Help": (
        Command("help.show", "Help and shortcuts", "Show how things are done, and every key.", ("F1",)),
        Command(
            "help.commands",
            "Commands, sections, agreements",
            "Find any act, any section or any agreement by its name.",
            ("Ctrl+Shift+P",),
        ),
        Command(
            "help.links",
            "Open links with this app",
            "Have this computer open copied links, in mail and chat too, with this app.",
        ),
        Command("help.about", "About", "Show version and licences."),
    ),
}
"""The acts of each menu, in its order."""

MENUS = tuple(_DECLARED)

COMMANDS = tuple(replace(command, menu=menu) for menu, commands in _DECLARED.items() for command in commands)

BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}
