package metatextgrad.services.mtg;

import java.nio.file.Path;

/** A small all-in-one to be killed: it starts a registry, says so, and waits. */
final class RegistryOwner {
    private RegistryOwner() {}

    public static void main(String[] args) throws InterruptedException {
        EmbeddedRegistry registry = EmbeddedRegistry.start(Path.of(args[0]), 0);
        System.out.println(registry.url());
        Thread.currentThread().join();
    }
}
