package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorLineTest {

    static Stream<Arguments> lines() {
        return Stream.of(
                arguments(new NoSuchFileException("a.mp4"), "a.mp4: no such file or folder; check the path"),
                arguments(
                        new NoSuchFileException("caf\uFFFD.mp4"),
                        "caf\uFFFD.mp4: no such file or folder; its name is not valid UTF-8, rename it"),
                arguments(
                        new AccessDeniedException("a.mp4"),
                        "a.mp4: permission denied; check its owner and permissions, and its folder's"),
                arguments(
                        new FileAlreadyExistsException("out"),
                        "out: is there already, and not what is needed here; move it away or choose another name"),
                arguments(new NotDirectoryException("out"), "out: is not a folder; name a folder"),
                arguments(
                        new DirectoryNotEmptyException("out"),
                        "out: is a folder with files in it; choose another name"),
                arguments(
                        new FileSystemException("out", null, "No space left on device"),
                        "out: the disk is full; make room and run again"),
                arguments(
                        new FileSystemException("out", null, "Read-only file system"),
                        "out: the file system is read-only; choose another place"),
                arguments(new FileSystemException("out", null, "Is a directory"), "out: is a folder; name a file"),
                arguments(
                        new FileSystemException("out", null, "File name too long"),
                        "out: File name too long; check the path"),
                arguments(new FileSystemException("out"), "out: cannot be used; check the path"),
                arguments(
                        new FileNotFoundException("a.mp4 (Permission denied)"),
                        "a.mp4 (Permission denied); check the path and its permissions"),
                arguments(new IOException("No space left on device"), "the disk is full; make room and run again"),
                arguments(
                        new UnknownHostException("cdn.example"),
                        "cdn.example: no such host; check the address and the network"),
                arguments(
                        new ConnectException("Connection refused"),
                        "cannot connect: Connection refused; check the address, and that the server is running"),
                arguments(
                        new InvalidPathException("caf?.mp4", "Malformed input"),
                        "caf?.mp4: not a file name here; if it is not ASCII, use a UTF-8 locale (LC_ALL=C.UTF-8)"),
                arguments(new IllegalArgumentException("--size 0x0: not a size"), "--size 0x0: not a size"),
                arguments(new EOFException(), "EOFException"),
                arguments(new IOException("a\nb\u001b[31mc"), "a b [31mc"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void saysWhatWhereAndWhatToDo(Throwable e, String line) {
        assertThat(ErrorLine.describe(e)).isEqualTo(line);
    }
}
