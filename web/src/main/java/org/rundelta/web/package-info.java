/** What of the Java code runs in browsers, compiled to JavaScript by TeaVM: decoding, boxes, and the ABR rules. */
package org.rundelta.web;
