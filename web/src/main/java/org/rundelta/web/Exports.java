package org.rundelta.web;

import org.teavm.jso.JSExportClasses;

/** What JavaScript sees of the compiled code. */
@JSExportClasses({FrameDecoder.class, RungChoice.class})
final class Exports {
    private Exports() {}
}
