package org.rundelta.codec;

/**
 * The bytes of one coded picture.
 *
 * @param data the coded frame; the array belongs to the receiver
 * @param keyframe whether it decodes without any earlier frame
 */
public record CodedFrame(byte[] data, boolean keyframe) {}
