/**
 * The plan of a fill: which titles and rungs go to which edges, in which order and from where, before anybody asks for them.
 * Pure functions of what is popular and what edges can hold; nothing here moves a byte. docs/fill.md describes it.
 */
package org.rundelta.fill;
