package org.rundelta.check;

/**
 * Something that is wrong with a title.
 *
 * @param file relative to the folder of the title, with {@code /} between names
 * @param problem what is wrong, in one line
 * @param expected what should be there instead, in one line
 */
public record Finding(String file, String problem, String expected) {
    @Override
    public String toString() {
        return file + ": " + problem + ", expected " + expected;
    }
}
