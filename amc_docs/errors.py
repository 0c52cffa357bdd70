"""Every way a run can stop, its exit code and its advice.

AmcDocsError                     5   base; reaching the user as such is a bug
├── UnreadableFileError          3   damaged, encrypted, empty, or not what its name says
│   ├── UnsupportedFormatError   3   a sound file of a kind that no reader takes
│   └── LimitExceededError       3   larger than a documented limit
├── MissingToolError             3   an external program is needed and absent; says how to install it
├── NoSuchPagesError             2   the pages that the user wants are not in the file
├── NotComparableError           2   the document is of a type that is compared with no other one
├── BadDataError                 2   data for a document is unreadable or unfit for its type; names field and cell
├── NoFormError                  2   the type of document has no official form to fill
├── BadTemplateError             2   a template is no Word file, or has a tag that cannot be filled: names file and tag
├── BadSettingsError             2   a file of settings or decisions of the user's own is wrong: names file and key
├── SignedFileError              3   the file is signed and must not be changed
├── NothingToAuditError          2   no file stands behind a name that is to be audited
├── ClusterError                 2   no cluster to work with, or one of another edition
├── BadStoreError                2   the store of an audit cannot be used
├── OutputError                  2   the output exists already, or cannot be written
└── BadDocumentTypeError         5   a folder of `schemas/` is wrong: says which file and key

Each message is two sentences in Spanish: what happened, and what to do.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the process says to a script. Part of the stable user interface."""

    CONFORME = 0
    CON_OBSERVACIONES = 1
    USO_INCORRECTO = 2
    ILEGIBLE = 3
    NO_VERIFICABLE = 4
    ERROR_INTERNO = 5


class AmcDocsError(Exception):
    """Base of all errors that carry a message for the user."""

    exit_code = ExitCode.ERROR_INTERNO


class UnreadableFileError(AmcDocsError):
    """The submitted file could not be read as what it claims to be."""

    exit_code = ExitCode.ILEGIBLE


class UnsupportedFormatError(UnreadableFileError):
    """The file is of a kind that no reader takes."""


class LimitExceededError(UnreadableFileError):
    """The file is larger than a documented limit."""


class MissingToolError(AmcDocsError):
    """An external program is needed and not installed."""

    exit_code = ExitCode.ILEGIBLE


class NoSuchPagesError(AmcDocsError):
    """None of the pages that the user asked for is in the file."""

    exit_code = ExitCode.USO_INCORRECTO


class NotComparableError(AmcDocsError):
    """The user wants a document compared with another one, and its type has nothing to compare."""

    exit_code = ExitCode.USO_INCORRECTO


class BadDataError(AmcDocsError):
    """Data for a document cannot be read or does not fit its type; the message names field and cell."""

    exit_code = ExitCode.USO_INCORRECTO


class NoFormError(AmcDocsError):
    """The type of document has no official form to fill."""

    exit_code = ExitCode.USO_INCORRECTO


class BadTemplateError(AmcDocsError):
    """A template is no Word file, or has a tag that cannot be filled; the message names file and tag."""

    exit_code = ExitCode.USO_INCORRECTO


class BadSettingsError(AmcDocsError):
    """A file of settings or decisions of the user's own is wrong; the message names file and key."""

    exit_code = ExitCode.USO_INCORRECTO


class SignedFileError(AmcDocsError):
    """The file is signed and must not be changed."""

    exit_code = ExitCode.ILEGIBLE


class NothingToAuditError(AmcDocsError):
    """No file stands behind a name that is to be audited."""

    exit_code = ExitCode.USO_INCORRECTO


class ClusterError(AmcDocsError):
    """There is no cluster to work with, or its workers have another edition of the program."""

    exit_code = ExitCode.USO_INCORRECTO


class BadStoreError(AmcDocsError):
    """The store of an audit is damaged, of another version, or cannot be written to."""

    exit_code = ExitCode.USO_INCORRECTO


class OutputError(AmcDocsError):
    """The output exists already, or its place cannot be written to."""

    exit_code = ExitCode.USO_INCORRECTO


class BadDocumentTypeError(AmcDocsError):
    """A folder of `schemas/` contradicts itself; the message names file and key."""
