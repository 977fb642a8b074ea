/**
 * What an edge keeps of an origin's files, and how it gets them: fetched when they are asked for, once however many ask, kept
 * as HTTP caches may (RFC 9111), evicted when room is needed, whole after any crash. It knows no server.
 */
package org.rundelta.cache;
