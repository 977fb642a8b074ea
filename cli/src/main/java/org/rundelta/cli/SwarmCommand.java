package org.rundelta.cli;

import picocli.CommandLine.Command;

/** {@code rundelta swarm}: its commands. */
@Command(
        name = "swarm",
        description = "BitTorrent: titles that go to many edges at once, each passing on what it has."
                + " docs/swarm.md says what for, and how.",
        subcommands = {
            SwarmCreateCommand.class,
            SwarmTrackerCommand.class,
            SwarmSeedCommand.class,
            SwarmFetchCommand.class,
            SwarmFillCommand.class,
            SwarmSimulateCommand.class
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class SwarmCommand {}
