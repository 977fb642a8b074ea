package org.rundelta.abr;

/** The size that a segment of a download is taken to have in another rung by rules that do not know it: by the bitrates. */
final class NominalSize {
    private NominalSize() {}

    static double of(Title title, Download download, int rung) {
        return download.sizeBits() * title.bitrateKbps(rung) / title.bitrateKbps(download.rung());
    }
}
