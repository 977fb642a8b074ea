package org.rundelta.packager;

import java.io.Serializable;

/** An input that is the same on every machine. */
public interface PortableInput extends MediaInput, Serializable {}
