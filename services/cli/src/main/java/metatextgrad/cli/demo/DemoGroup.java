package metatextgrad.cli.demo;

import picocli.CommandLine.Command;

/** The demo that needs a cluster only, where the others are not installed. */
@Command(
        name = "demo",
        description =
                "Serves a project of a running cluster. The demos that run everything themselves need"
                        + " a checkout or the zip.",
        subcommands = DemoTrafficCommand.class)
public final class DemoGroup {}
