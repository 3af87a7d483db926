package dev.plumbline.lab.model;

import dev.plumbline.lab.directus.DirectusAdmin;

/** The content model of a small publishing house. */
public final class ContentModel {
  /** Makes it in a bootstrapped Directus, through its API. */
  public void apply(DirectusAdmin directus) {
    directus.get("/server/info");
  }
}
