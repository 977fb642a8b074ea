package org.rundelta.cli;

import java.util.List;
import org.rundelta.dash.BaseUrl;
import org.rundelta.packager.Layout;
import org.rundelta.packager.Pathways;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;

/** How a title lies in files, and where it will be served. */
final class LayoutOptions {
    private static final String LIVE = "live";
    private static final String ON_DEMAND = "on-demand";
    private static final String TIME = "time";
    private static final String NUMBER = "number";

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--profile",
            paramLabel = "live|on-demand",
            defaultValue = LIVE,
            description = "DASH profile: live, a file for each segment; on-demand, one file with an index for each"
                    + " representation, which players fetch by byte ranges (default: ${DEFAULT-VALUE}).")
    private String profile;

    @Option(
            names = "--segment-names",
            paramLabel = "time|number",
            description = "With --profile live: files are named by the time at which a segment begins, in ticks, or by"
                    + " its number from 1 (default: time).")
    private String segmentNames;

    @Option(
            names = "--base-url",
            paramLabel = "NAME=URL",
            converter = BaseUrlConverter.class,
            description = "A CDN that will hold a copy of the folder, and its name; may be given several times, the"
                    + " preferred one first. Players that reach none look beside the manifest.")
    private List<BaseUrl> baseUrls = List.of();

    @Option(
            names = "--steering",
            paramLabel = "URL",
            description = "With --base-url: the steering server that tells players which CDN to use.")
    private String steering;

    Layout layout() {
        Layout layout = onDemand() ? Layout.ON_DEMAND : Layout.TIME;
        if (segmentNames == null) {
            return layout;
        }
        if (layout == Layout.ON_DEMAND) {
            throw wrong("--segment-names needs --profile live: on-demand has no file for each segment");
        }
        return switch (segmentNames) {
            case TIME -> Layout.TIME;
            case NUMBER -> Layout.NUMBER;
            default -> throw wrong("--segment-names " + segmentNames + " is neither time nor number");
        };
    }

    private boolean onDemand() {
        return switch (profile) {
            case LIVE -> false;
            case ON_DEMAND -> true;
            default -> throw wrong("--profile " + profile + " is neither live nor on-demand");
        };
    }

    Pathways pathways() {
        Pathways unsteered = pathways("--base-url", null);
        return steering == null ? unsteered : pathways("--steering", steering);
    }

    private Pathways pathways(String option, String steeringUrl) {
        try {
            return new Pathways(baseUrls, steeringUrl);
        } catch (IllegalArgumentException e) {
            throw wrong(option + ": " + e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private static final class BaseUrlConverter implements ITypeConverter<BaseUrl> {
        @Override
        public BaseUrl convert(String value) {
            int equals = value.indexOf('=');
            if (equals < 1 || equals + 1 == value.length()) {
                throw new TypeConversionException("'" + value + "' is not NAME=URL, as a=https://a.example/title/");
            }
            return new BaseUrl(value.substring(0, equals), value.substring(equals + 1));
        }
    }
}
