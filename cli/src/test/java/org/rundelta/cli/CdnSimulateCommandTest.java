package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CdnSimulateCommandTest {
    @TempDir
    private Path folder;

    private static CommandRun small(Object... more) {
        Object[] fixed = {
            "cdn", "simulate", "--viewers", 500, "--titles", 50, "--segment", 60, "--hours", 30, "--policy", "lru,PUSH"
        };
        Object[] all = new Object[fixed.length + more.length];
        System.arraycopy(fixed, 0, all, 0, fixed.length);
        System.arraycopy(more, 0, all, fixed.length, more.length);
        return CommandRun.of(all);
    }

    @Test
    void rowsOfEveryExponentCapacityAndPolicy() throws Exception {
        Path csv = folder.resolve("rows.csv");
        Path plot = folder.resolve("hits.png");
        JsonNode rows = small("--zipf", "0.6,1.2", "--capacity", "0.05,0.2", "--csv", csv, "--plot", plot, "--json")
                .assertDone()
                .json()
                .get("rows");
        assertThat(rows).hasSize(8);
        assertThat(rows.get(7).get("policy").asText()).isEqualTo("push");
        assertThat(rows.get(7).get("zipf").asDouble()).isEqualTo(1.2);
        assertThat(rows.get(0).get("originBytesByHour")).hasSize(30);
        assertThat(rows.get(4).get("byteHitRatio").asDouble())
                .isGreaterThan(rows.get(0).get("byteHitRatio").asDouble());
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines).hasSize(9);
        assertThat(lines.get(0).split(",")).hasSameSizeAs(lines.get(1).split(","));
        assertThat(ImageIO.read(plot.toFile()).getHeight()).isEqualTo(2 * 420);
    }

    @Test
    void tableAndTrafficOverTime() throws Exception {
        Path plot = folder.resolve("traffic.png");
        CommandRun run = small("--failure", "2@26+2", "--flash-crowd", "25+1=0.5", "--plot", plot)
                .assertDone();
        assertThat(run.out().lines()).hasSize(4);
        assertThat(run.out()).contains("byte hits %", "requests,");
        assertThat(plot).isNotEmptyFile();
    }

    @Test
    void tracesHaveNoExponent() throws Exception {
        Path trace = Files.writeString(folder.resolve("trace.txt"), "0 1 10\n1 2 10\n2 1 10\n3 1 10\n");
        JsonNode rows = CommandRun.of(
                        "cdn", "simulate", "--trace", trace, "--edges", 1, "--capacity", 1, "--policy", "lru", "--json")
                .assertDone()
                .json()
                .get("rows");
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).has("zipf")).isFalse();
        assertThat(rows.get(0).get("hitRatio").asDouble()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource({
        "--failure,2-3,--failure: '2-3' is not EDGE@HOUR+HOURS",
        "--flash-crowd,x+1=2,--flash-crowd: 'x+1=2' is not HOUR+HOURS=SHARE",
    })
    void malformedOptionsAreWrongUsage(String option, String value, String problem) {
        assertThat(small(option, value).assertWrongUsage()).contains(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "--failure,9@1+1,edge of a failure 9: is not from 1 to 4",
        "--capacity,2,capacity 2: is not from 0 to 1",
        "--regions,9,regions 9: is not from 1 to 4",
        "--trace,nothing.txt,no such file",
    })
    void whatCannotBeSimulatedIsSaidInOneLine(String option, String value, String problem) {
        assertThat(small(option, value).assertFailsWithOneLine()).contains(problem);
    }
}
