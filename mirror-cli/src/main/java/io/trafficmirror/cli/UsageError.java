// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in one line: the option, what is allowed, what was given. Stateless. */
final class UsageError {
    private static final Pattern UNKNOWN = Pattern.compile("Unknown option: '([^']*)'");

    private UsageError() {}

    static String text(ParameterException e) {
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return name(missing.getMissing().get(0)) + ": needs a value";
        }
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unknown(
                    e.getCommandLine().getCommandSpec(),
                    unmatched.getUnmatched().get(0));
        }
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        // An unknown option behind one that takes several values is told as a value that is missing.
        Matcher option = UNKNOWN.matcher(said);
        return option.lookingAt() ? unknown(e.getCommandLine().getCommandSpec(), option.group(1)) : said;
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String unknown(CommandSpec spec, String word) {
        if (!word.startsWith("-")) {
            return spec.parent() == null
                    ? "command: must be " + either(commands(spec)) + ", was " + word
                    : "option: must begin with --, was " + word;
        }
        return "option: must be " + either(options(spec)) + ", was " + word;
    }

    private static List<String> commands(CommandSpec spec) {
        return spec.subcommands().values().stream()
                .map(CommandLine::getCommandName)
                .filter(name -> !name.equals("help"))
                .toList();
    }

    private static List<String> options(CommandSpec spec) {
        return spec.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .map(OptionSpec::longestName)
                .toList();
    }

    private static String either(List<String> words) {
        int last = words.size() - 1;
        return last < 1 ? String.join("", words) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }
}
