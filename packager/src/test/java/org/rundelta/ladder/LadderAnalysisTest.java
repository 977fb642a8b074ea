package org.rundelta.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rundelta.ffmpeg.FfmpegInput;
import org.rundelta.packager.Fidelity;
import org.rundelta.packager.MediaInput;
import org.rundelta.packager.OutputSize;
import org.rundelta.packager.PackageListener;

class LadderAnalysisTest {
    private static final Duration SEGMENT = Duration.ofSeconds(2);

    @Test
    void theTerminalOfTheSamplesGetsALosslessRung() throws Exception {
        Path sample = Path.of("..").resolve("samples/terminal.mkv");
        List<RungEstimate> rungs =
                analyse(new FfmpegInput(sample.toString()), 2).rungs();
        assertThat(LadderChoice.isExact(rungs.get(rungs.size() - 1))).isTrue();
        assertThat(rungs).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void aDrawnTerminalNeedsNoOther() throws Exception {
        List<RungEstimate> rungs = analyse(new DrawnInput(false, 75), 2).rungs();
        assertThat(rungs).singleElement().matches(LadderChoice::isExact);
    }

    @Test
    void filmGetsSeveralRungsAndNoneIsLossless() throws Exception {
        LadderProposal proposal = analyse(new DrawnInput(true, 75), 2);
        List<RungEstimate> rungs = proposal.rungs();
        assertThat(rungs).hasSizeGreaterThanOrEqualTo(3);
        assertThat(rungs).allSatisfy(rung -> assertThat(rung.rung().fidelity()).isInstanceOf(Fidelity.Quality.class));
        assertThat(rungs.get(rungs.size() - 1).rung().size()).isEqualTo(new OutputSize.Source());
        assertThat(rungs.get(rungs.size() - 1).blockQuality()).isGreaterThan(40);
        assertThat(proposal.tried()).containsAll(proposal.hull().points());
    }

    @Test
    void threadsDoNotChangeIt() throws Exception {
        MediaInput input = new DrawnInput(true, 30);
        assertThat(analyse(input, 3)).isEqualTo(analyse(input, 1));
    }

    @Test
    void aSingleFrameIsATitle() throws Exception {
        assertThat(analyse(new DrawnInput(false, 1), 1).rungs()).singleElement().matches(LadderChoice::isExact);
    }

    @Test
    void standardInputCannotBeReadTwice() {
        assertThatThrownBy(() -> analyse(new FfmpegInput("-"), 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("save it to a file first");
    }

    private static LadderProposal analyse(MediaInput input, int threads) throws Exception {
        return LadderAnalysis.run(input, SEGMENT, null, threads, PackageListener.NONE);
    }
}
