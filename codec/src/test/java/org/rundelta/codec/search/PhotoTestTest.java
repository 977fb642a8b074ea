package org.rundelta.codec.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rundelta.codec.Content;
import org.rundelta.codec.frame.ChangeMap;
import org.rundelta.codec.frame.Plane;

class PhotoTestTest {
    private final PhotoTest test = new PhotoTest();

    @Test
    void textIsGraphic() {
        assertThat(countPhotos(Content.GLYPHS)).isZero();
        assertThat(countPhotos(Content.FLAT)).isZero();
        assertThat(countPhotos(Content.PALETTE)).isZero();
    }

    @Test
    void photographsArePhotographic() {
        assertThat(countPhotos(Content.STILL_PHOTO)).isEqualTo(64);
        assertThat(countPhotos(Content.NOISE)).isEqualTo(64);
    }

    private int countPhotos(Content content) {
        Plane plane = new Plane(128, 128);
        plane.load(content.picture(128, 128, 1), 0);
        ChangeMap map = new ChangeMap(128, 128);
        int count = 0;
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                count += test.kind(plane, map, column, row) == PhotoTest.PHOTO ? 1 : 0;
            }
        }
        return count;
    }
}
