/**
 * The command line: {@link io.github.grabnas.cli.Grabnas} and one class for each command. Exit status 0 on success, 2
 * on wrong usage, 1 on failure with one clear line; {@code --verbose} adds the stack trace.
 */
package io.github.grabnas.cli;
