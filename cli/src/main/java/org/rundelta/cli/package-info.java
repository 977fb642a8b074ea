/**
 * The command line: one class per command, each of which turns options into one call of another module and the result
 * into one report. Only this package writes to the terminal and chooses exit codes.
 */
package org.rundelta.cli;
