/**
 * The only door to FFmpeg: sources of frames, the scaler, the audio encoder and the sinks. Uses the libraries avformat,
 * avcodec, swscale and swresample directly; avdevice and avfilter are never loaded.
 */
package org.rundelta.ffmpeg;
