package org.rundelta.codec.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rundelta.codec.Content;
import org.rundelta.codec.Picture;
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

    /** A photograph that begins or ends within blocks, on paper or beside text. */
    @Test
    void theBorderOfAPhotographIsPhotographicUnlessThereIsText() {
        assertThat(isBorder(Content.STILL_PHOTO, Content.FLAT)).isTrue();
        assertThat(isBorder(Content.STILL_PHOTO, Content.GLYPHS)).isFalse();
        assertThat(isBorder(Content.GLYPHS, Content.FLAT)).isFalse();
    }

    /** Whether the block in the middle is, of which the lower half has other content. */
    private boolean isBorder(Content above, Content below) {
        Picture picture = above.picture(48, 48, 0);
        Picture other = below.picture(48, 48, 0);
        int from = 24 * picture.stride();
        System.arraycopy(other.pixels(), from, picture.pixels(), from, from);
        Plane plane = new Plane(48, 48);
        plane.load(picture, 0);
        return test.isBorder(plane, new ChangeMap(48, 48), 1, 1, 0, -1);
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
