package org.rundelta.cli;

import picocli.CommandLine.Command;

/** {@code rundelta cdn}: its commands. */
@Command(
        name = "cdn",
        description = "A CDN of your own.",
        subcommands = {CdnEdgeCommand.class, CdnSteerCommand.class, CdnFillCommand.class, CdnSimulateCommand.class},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class CdnCommand {}
