package org.rundelta.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Rundelta.class.getPackage().getImplementationVersion();
        return new String[] {"rundelta " + (version == null ? "(not from a jar)" : version)};
    }
}
