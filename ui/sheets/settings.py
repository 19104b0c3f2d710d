"""The settings sheet, made from the declarations in `navigator.settings`. Every change applies at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from navigator.settings import SETTINGS, Setting, Settings, Value
from ui.frame.inputs import ComboBox, DoubleSpinBox, SpinBox
from ui.frame.labels import muted, plain
from ui.panel import Current
from ui.sheets.sheet import Sheet
from ui.theme import scaled

ELSEWHERE = frozenset({"profile.country", "profile.organisations", "profile.programmes"})
"""Settings with a place of their own: the profile chip."""

_WORDS, _EDITOR = 370, 190


class SettingsSheet(Sheet):
    """One line for each setting; `changed` is told the key."""

    def __init__(self, host: QWidget, current: Current, settings: Settings, changed: Callable[[str], object]) -> None:
        super().__init__(host, current, "Settings", width=640)
        self._settings, self._changed = settings, changed
        self.editors: dict[str, QWidget] = {}
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        for setting in SETTINGS:
            if not setting.internal and setting.key not in ELSEWHERE:
                editor = self._editor(setting)
                editor.setAccessibleName(setting.help)
                self.editors[setting.key] = editor
                if not isinstance(editor, QCheckBox):
                    editor.setFixedWidth(scaled(_EDITOR))
                words = plain(setting.help.removesuffix("."), self.body)
                words.setFixedWidth(scaled(_WORDS))
                form.addRow(words, editor)
        self.column.addLayout(form)
        self.column.addWidget(muted(f"Kept in {settings.path}", self.body))
        self.column.addStretch(1)

    def show_sheet(self) -> None:
        """Opens it with the focus on the first setting."""
        self.open(next(iter(self.editors.values())))

    def _editor(self, setting: Setting) -> QWidget:
        value = self._settings.get(setting.key)
        if isinstance(value, bool):
            box = QCheckBox(self.body)
            box.setChecked(value)
            box.toggled.connect(lambda on: self._set(setting.key, on))
            return box
        if isinstance(setting.default, int):
            whole = SpinBox(self.body)
            whole.setRange(int(setting.least or 0), int(setting.most or 999))
            whole.setValue(int(self._settings.number(setting.key)))
            whole.valueChanged.connect(lambda number: self._set(setting.key, number))
            return whole
        if isinstance(setting.default, float):
            part = DoubleSpinBox(self.body)
            part.setRange(setting.least or 0, setting.most or 999)
            part.setSingleStep(0.1)
            part.setDecimals(1)
            part.setValue(self._settings.number(setting.key))
            part.valueChanged.connect(lambda number: self._set(setting.key, round(number, 2)))
            return part
        if not setting.choices:
            words = QLineEdit(self.body)
            words.setText(self._settings.text(setting.key))
            words.textEdited.connect(lambda text: self._set(setting.key, text))
            return words
        choice = ComboBox(self.body)
        for name in setting.choices:
            choice.addItem(name.replace("-", " ").capitalize() if name not in _NAMES else _NAMES[name], name)
        choice.setCurrentIndex(choice.findData(value))
        choice.currentIndexChanged.connect(lambda _row: self._set(setting.key, choice.currentData()))
        return choice

    def _set(self, key: str, value: Value) -> None:
        self._settings.set(key, value)
        self._changed(key)


_NAMES = {
    "system": "Like the system",
    "a4": "A4",
    "us-letter": "US Letter",
    "all": "All agreements",
    "this": "This agreement",
    "serif": "Serif",
    "sans": "Sans serif",
}
