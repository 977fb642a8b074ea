package org.rundelta.cli;

/** What of that which was written is looked at again. */
enum Verify {
    /** All of it. */
    CONTENT,

    /** How long it is. */
    SIZE
}
