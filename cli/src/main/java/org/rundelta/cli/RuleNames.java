package org.rundelta.cli;

import java.util.ArrayList;
import org.rundelta.abr.AbrRules;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The ABR rules that {@code --abr} takes. */
final class RuleNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    RuleNames() {
        super(AbrRules.names());
    }

    /** @throws ParameterException if there is no rule of that name */
    static void check(CommandSpec command, String name) {
        if (!AbrRules.names().contains(name)) {
            throw new ParameterException(
                    command.commandLine(),
                    "--abr " + name + " is unknown; there are " + String.join(", ", AbrRules.names()));
        }
    }
}
