package org.rundelta.codec.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictorsTest {
    @ParameterizedTest
    @CsvSource({
        // predictor, w, n, nw, ne, nn, prediction
        "0, 10, 20, 10, 0, 0, 20",
        "0, 10, 20, 20, 0, 0, 10",
        "0, 10, 20, 14, 0, 0, 16",
        "0, 200, 250, 0, 0, 0, 250",
        "1, 10, 0, 0, 13, 0, 12",
        "2, 0, 10, 0, 20, 17, 11",
        "2, 0, 10, 0, 17, 20, 9",
        "2, 0, 1, 0, 0, 255, 0",
        "3, 250, 0, 0, 255, 0, 255",
        "3, 10, 0, 13, 10, 0, 9"
    })
    void fromThisPictureAlone(int predictor, int w, int n, int nw, int ne, int nn, int prediction) {
        assertThat(Predictors.spatial(predictor, w, n, nw, ne, nn)).isEqualTo(prediction);
    }

    @ParameterizedTest
    @CsvSource({
        // predictor, w, n, nw, p, change of W, N and NW, prediction
        "0, 10, 20, 14, 99, 1, 2, 3, 16",
        "1, 10, 20, 14, 99, 1, 2, 3, 99",
        "2, 10, 20, 14, 99, 1, 5, 3, 102",
        "2, 10, 20, 14, 99, -255, -255, -255, 0",
        "3, 10, 20, 14, 99, 1, 2, 0, 100",
        "3, 10, 20, 14, 99, -1, -2, 0, 97",
        "3, 10, 20, 14, 99, 255, 255, 0, 255"
    })
    void fromThePreviousPictureToo(
            int predictor, int w, int n, int nw, int p, int changeW, int changeN, int changeNw, int prediction) {
        assertThat(Predictors.temporal(predictor, w, n, nw, p, changeW, changeN, changeNw))
                .isEqualTo(prediction);
    }

    @Test
    void predictionsAreChannelValues() {
        SplittableRandom random = new SplittableRandom(6);
        for (int round = 0; round < 50_000; round++) {
            int[] v = random.ints(8, 0, 256).toArray();
            int k = round % Predictors.COUNT;
            assertThat(Predictors.spatial(k, v[0], v[1], v[2], v[3], v[4])).isBetween(0, 255);
            assertThat(Predictors.temporal(k, v[0], v[1], v[2], v[3], v[0] - v[5], v[1] - v[6], v[2] - v[7]))
                    .isBetween(0, 255);
        }
    }
}
