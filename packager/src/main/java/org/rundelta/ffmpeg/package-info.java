/**
 * The only door to FFmpeg: sources of frames, the scaler, the audio encoder and the sinks. Uses the libraries avformat,
 * avcodec, swscale and swresample directly; avdevice, which needs more of the system, to record a screen alone.
 */
package org.rundelta.ffmpeg;
