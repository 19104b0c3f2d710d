"""Every act of the user, declared once: menus, keys, the shortcuts sheet and the command line's help come from here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One act.

    id     dotted, stable: "file.open"
    title  as in a menu, without "…" or accelerator
    help   one sentence that says what it does
    keys   shortcuts in Qt's portable spelling, the first one shown; "Ctrl" is Command on a Mac
    verb   the verb of the command line that does the same
    menu   the menu it stands in; None for acts that have no menu entry
    asks   True where it opens a question first (a menu shows "…" after its title)
    """

    id: str
    title: str
    help: str
    keys: tuple[str, ...] = ()
    verb: str | None = None
    menu: str | None = None
    asks: bool = False


MENUS = ("File", "Edit", "View", "Go", "Notes", "Profile", "Compare", "Help")

COMMANDS: tuple[Command, ...] = (
    # File
    Command("file.open", "Open", "Choose a file, add it to the library and read it.", ("Ctrl+O",), None, "File", True),
    Command("file.add", "Add files", "Add files to the library.", ("Ctrl+Shift+O",), "add", "File", True),
    Command("file.add-folder", "Add folder", "Add every agreement of a folder.", (), "add", "File", True),
    Command(
        "file.add-web",
        "Add from web address",
        "Fetch one page, see what it holds, and add it.",
        (),
        "add",
        "File",
        True,
    ),
    Command(
        "file.paste",
        "Paste an agreement",
        "Add the text or the files that the clipboard holds.",
        ("Ctrl+Shift+V",),
        None,
        "File",
        True,
    ),
    Command("file.imports", "What was added", "Show what became of each file of the last imports.", (), None, "File"),
    Command("file.library", "Library", "Show the agreements in the library.", ("Ctrl+Shift+L",), "library", "File"),
    Command(
        "file.remove", "Remove from library", "Take this agreement out of the library.", (), "library", "File", True
    ),
    Command(
        "library.verify",
        "Check the library",
        "Check every source, what the list says of it, and the search index.",
        (),
        "library",
        "File",
    ),
    Command(
        "library.rebuild",
        "Rebuild the index",
        "Read every source anew and make the search index from that.",
        (),
        "library",
        "File",
    ),
    Command(
        "file.export",
        "Export",
        "Write provisions to a file: PDF, Word, web page, spreadsheet and more.",
        ("Ctrl+E",),
        "export",
        "File",
        True,
    ),
    Command(
        "file.export-provision",
        "Export this provision",
        "Write the provision being read to a file.",
        ("Ctrl+Shift+E",),
        "export",
        "File",
        True,
    ),
    Command(
        "collection.show",
        "Collection",
        "Show the provisions that were gathered while reading, to put in order and export.",
        (),
        None,
        "File",
        True,
    ),
    Command("file.print", "Print", "Print provisions.", ("Ctrl+P",), None, "File", True),
    Command("file.close", "Close agreement", "Close the agreement and show the library.", ("Ctrl+W",), None, "File"),
    Command("file.settings", "Settings", "Change theme, text and profile.", ("Ctrl+,",), None, "File", True),
    Command("file.quit", "Quit", "Leave; the window comes back as it was.", ("Ctrl+Q",), None, "File"),
    # Edit
    Command("edit.copy", "Copy", "Copy the selected words.", ("Ctrl+C",), None, "Edit"),
    Command(
        "edit.copy-citation",
        "Copy with citation",
        "Copy the selected words, or the provision, with its citation, version and binding status.",
        ("Ctrl+Shift+C",),
        None,
        "Edit",
    ),
    Command(
        "edit.copy-link",
        "Copy link",
        "Copy a link to this provision that opens offline and says when its words have changed.",
        ("Ctrl+Alt+C",),
        None,
        "Edit",
    ),
    Command(
        "collection.add",
        "Add to collection",
        "Gather the selected provisions, or the one being read, for an export.",
        ("Ctrl+Shift+K",),
        None,
        "Edit",
    ),
    Command(
        "contents.tick",
        "Tick provisions",
        "Tick lines of the contents, to export or to collect what they stand for.",
        ("Shift+F9",),
        None,
        "Edit",
    ),
    Command("find.in-agreement", "Find in agreement", "Find words in this agreement.", ("Ctrl+F",), None, "Edit"),
    Command("find.next", "Find next", "Go to the next place found.", ("F3",), None, "Edit"),
    Command("find.previous", "Find previous", "Go to the place found before.", ("Shift+F3",), None, "Edit"),
    # View
    Command("view.zoom-in", "Larger text", "Make the text larger.", ("Ctrl++", "Ctrl+="), None, "View"),
    Command("view.zoom-out", "Smaller text", "Make the text smaller.", ("Ctrl+-",), None, "View"),
    Command("view.zoom-reset", "Normal text size", "Set the text to its normal size.", ("Ctrl+0",), None, "View"),
    Command(
        "view.as-published",
        "As published or for me",
        "Switch the text between as published and as it reads for your profile.",
        ("F4",),
        "consolidate",
        "View",
    ),
    Command("view.theme", "Light or dark", "Change between the light and the dark theme.", (), None, "View"),
    Command("view.outline", "Contents", "Show or hide the contents.", ("F9",), None, "View"),
    Command("view.inspector", "Inspector", "Show or hide what applies and this clause.", ("F7",), None, "View"),
    Command(
        "view.obligations",
        "Who must do what",
        "Bring forward what you or the provider must, may or must not do.",
        ("Ctrl+Shift+W",),
        None,
        "View",
    ),
    Command(
        "view.findings",
        "Findings",
        "List what a careful reader would query: rule, words, why it matters.",
        ("F8",),
        "check",
        "View",
    ),
    Command(
        "view.figures",
        "Deadlines and figures",
        "List every duration, amount, percentage and date.",
        ("Ctrl+Shift+D",),
        None,
        "View",
    ),
    Command(
        "view.precedence",
        "Order of precedence",
        "Show which document prevails, and which documents are missing.",
        (),
        None,
        "View",
    ),
    Command(
        "view.split",
        "Split view",
        "Read a second place beside the text, of this agreement or of another; a second time closes it.",
        ("Ctrl+\\",),
        None,
        "View",
    ),
    Command("view.other-side", "Other side", "Move the keyboard to the other side.", ("Ctrl+Alt+\\",), None, "View"),
    Command(
        "view.terms",
        "Defined terms",
        "List every defined term with its definition and its uses; show only the provisions that use one.",
        ("Ctrl+Shift+T",),
        None,
        "View",
    ),
    Command("view.full-screen", "Full screen", "Use the whole screen.", ("F11",), None, "View"),
    # Go
    Command(
        "search.focus",
        "Search",
        "Search every agreement; a number or heading goes there.",
        ("Ctrl+K", "Ctrl+L"),
        "search",
        "Go",
    ),
    Command(
        "search.results",
        "All results",
        "Show every result with the ways to narrow it; save and export searches.",
        ("Ctrl+Shift+F",),
        "search",
        "Go",
    ),
    Command(
        "search.clauses",
        "Clauses side by side",
        "Put the same kind of clause of every agreement beside one another.",
        ("Ctrl+Shift+Y",),
        None,
        "Go",
    ),
    Command("go.back", "Back", "Return to where you were reading.", ("Alt+Left",), None, "Go"),
    Command("go.forward", "Forward", "Go forward again.", ("Alt+Right",), None, "Go"),
    Command("go.next-provision", "Next provision", "Go to the next provision.", ("Alt+Down",), None, "Go"),
    Command("go.previous-provision", "Previous provision", "Go to the provision before.", ("Alt+Up",), None, "Go"),
    Command(
        "go.next-agreement", "Next agreement", "Read the next open agreement.", ("Ctrl+Tab", "Ctrl+PgDown"), None, "Go"
    ),
    Command(
        "go.previous-agreement",
        "Previous agreement",
        "Read the open agreement before.",
        ("Ctrl+Shift+Tab", "Ctrl+PgUp"),
        None,
        "Go",
    ),
    Command("go.link", "Open copied link", "Go where the link in the clipboard leads.", ("Ctrl+Alt+V",), None, "Go"),
    Command("pane.next", "Next pane", "Move the keyboard to the next pane.", ("F6",), None, "Go"),
    Command("pane.previous", "Previous pane", "Move the keyboard to the pane before.", ("Shift+F6",), None, "Go"),
    # Notes
    Command(
        "note.add",
        "Note here",
        "Write a note on the selected words, or on the provision being read.",
        ("Ctrl+N",),
        None,
        "Notes",
        True,
    ),
    Command(
        "note.bookmark",
        "Bookmark here",
        "Bookmark the selected words or the provision being read; a second time takes the bookmark away.",
        ("Ctrl+D",),
        None,
        "Notes",
    ),
    Command(
        "note.summary",
        "Summary of your own",
        "Say in plain language what the provision being read says; shown as your team's, never as binding.",
        ("Ctrl+Shift+S",),
        None,
        "Notes",
        True,
    ),
    Command("note.next", "Next note", "Go to the next note or bookmark.", ("F2",), None, "Notes"),
    Command("note.previous", "Previous note", "Go to the note or bookmark before.", ("Shift+F2",), None, "Notes"),
    Command(
        "view.notes",
        "Notes and bookmarks",
        "List every note, bookmark and summary, by tag, and those that have no place in this version.",
        ("Ctrl+Shift+N",),
        None,
        "Notes",
    ),
    Command("note.export", "Export notes", "Write all notes on this agreement to one file.", (), None, "Notes", True),
    Command("note.import", "Import notes", "Take in a colleague's notes on this agreement.", (), None, "Notes", True),
    # Profile
    Command(
        "profile.choose",
        "What applies to me",
        "Choose country, kind of organisation and programmes.",
        ("Ctrl+Shift+A",),
        "applies",
        "Profile",
        True,
    ),
    Command(
        "profile.clear",
        "Clear the profile",
        "Forget who you are: every agreement as published, for nobody in particular.",
        (),
        None,
        "Profile",
    ),
    Command(
        "profile.map",
        "World map",
        "Show entity, law or courts for every country, as a map and as a list.",
        ("Ctrl+M",),
        None,
        "Profile",
    ),
    Command(
        "profile.matrix",
        "Countries by topic",
        "Put countries beside one another: entity, law, courts, disputes, special terms.",
        ("Ctrl+Shift+M",),
        None,
        "Profile",
    ),
    Command(
        "profile.compare",
        "Two profiles",
        "Put another profile beside yours: answers, special terms and text that differ.",
        (),
        None,
        "Profile",
    ),
    # Compare
    Command(
        "compare.versions",
        "Compare versions",
        "Put two versions, or two agreements, beside each other: every change, the gravest first.",
        ("Ctrl+Shift+R",),
        "compare",
        "Compare",
    ),
    Command("compare.next-change", "Next change", "Go to the next change in the text.", ("Ctrl+J",), None, "Compare"),
    Command(
        "compare.previous-change",
        "Previous change",
        "Go to the change before in the text.",
        ("Ctrl+Shift+J",),
        None,
        "Compare",
    ),
    Command(
        "compare.beside",
        "Side by side or one text",
        "Show both versions beside each other, or as one text with its changes.",
        ("Ctrl+Shift+B",),
        None,
        "Compare",
    ),
    Command(
        "compare.export",
        "Export the changes",
        "Write the changes to Word (as tracked changes), a web page, Excel or CSV.",
        (),
        None,
        "Compare",
        True,
    ),
    # Help
    Command("help.show", "Help and shortcuts", "Show how things are done, and every key.", ("F1",), None, "Help"),
    Command(
        "help.commands",
        "Commands, sections, agreements",
        "Find any act, any section or any agreement by its name.",
        ("Ctrl+Shift+P",),
        None,
        "Help",
    ),
    Command(
        "help.links",
        "Open links with this app",
        "Have this computer open copied links, in mail and chat too, with this app.",
        (),
        None,
        "Help",
    ),
    Command("help.about", "About", "Show version and licences.", (), None, "Help"),
)

BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}
