package org.rundelta.check;

import java.util.List;

/**
 * What a check found.
 *
 * @param title folder that was checked
 * @param representations in all manifests
 * @param segments of these, initialization segments not counted
 * @param files that the manifests and playlists name
 * @param findings what is wrong; empty if the title is whole
 */
public record CheckReport(String title, int representations, int segments, int files, List<Finding> findings) {
    public CheckReport {
        findings = List.copyOf(findings);
    }
}
