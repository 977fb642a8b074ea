package org.rundelta.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teavm.backend.javascript.JSModuleType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;

/** The rules, compiled to JavaScript by TeaVM, decide under Node as they do here. */
class BrowserTest {
    private static final String SCRIPT = "playback.js";

    @TempDir
    private Path folder;

    @Test
    void rulesDecideAlikeInJavaScript() throws IOException, InterruptedException, TeaVMToolException {
        assumeThat(hasNode()).as("skipped: no node (Debian: nodejs)").isTrue();
        compile();
        Process node = new ProcessBuilder("node", "-e", "require('./" + SCRIPT + "').main([])")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor()).as(printed).isZero();
        assertThat(printed).isEqualTo(BrowserPlayback.decisions()).containsPattern("foresight [0-9]+ [1-9]");
    }

    private static boolean hasNode() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "node")));
    }

    private void compile() throws TeaVMToolException {
        TeaVMTool compiler = new TeaVMTool();
        compiler.setMainClass(BrowserPlayback.class.getName());
        compiler.setClassLoader(BrowserPlayback.class.getClassLoader());
        compiler.setTargetDirectory(folder.toFile());
        compiler.setTargetFileName(SCRIPT);
        compiler.setJsModuleType(JSModuleType.COMMON_JS);
        compiler.generate();
        assertThat(compiler.getProblemProvider().getSevereProblems()).isEmpty();
    }
}
