package org.rundelta.cli;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import picocli.CommandLine.TypeConversionException;

/** Values of options that the JDK has a type for. Picocli's own converters would quote the names of exceptions. */
final class ValueConverters {
    private ValueConverters() {}

    /** An empty name would be that of the working directory; most of the time it is a variable that was not set. */
    static Path path(String name) {
        if (name.isEmpty()) {
            throw new TypeConversionException("the name of a file or folder is empty; . is this folder");
        }
        return Path.of(name);
    }

    /** Its value is not in the message: it may have a password. */
    static URI url(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new TypeConversionException("it is no URL; give one as http://host/folder/");
        }
    }

    static InetAddress address(String text) {
        try {
            if (!text.isEmpty()) {
                return InetAddress.getByName(text);
            }
        } catch (UnknownHostException e) {
            // said below
        }
        throw new TypeConversionException("'" + text + "' is no address or name of a host; give one as 127.0.0.1");
    }
}
