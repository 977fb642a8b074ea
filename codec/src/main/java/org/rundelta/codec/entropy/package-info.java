/** Bits in and out: the adaptive binary range coder and the models that drive it. */
package org.rundelta.codec.entropy;
