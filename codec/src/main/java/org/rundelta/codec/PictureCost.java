package org.rundelta.codec;

import java.io.Serializable;

/**
 * How hard a picture is to code, as a measure by which pictures of one size can be compared.
 *
 * @param alone without any other
 * @param least with the one before where that helps; 0 if it is the same
 */
public record PictureCost(long alone, long least) implements Serializable {}
