package dev.plumbline.payload.gate;

import dev.plumbline.payload.DiffItem;
import dev.plumbline.payload.DiffItem.Entry;
import dev.plumbline.payload.gate.Refusal.Code;

/** What may be done to the entities of one list, given that the form of the item is right. */
interface ItemRules {
  /** Takes what is wrong. */
  @FunctionalInterface
  interface Refuser {
    void refuse(Code code, DiffItem item, String what);
  }

  void created(DiffItem item, Entry entry, Refuser refuser);

  /** Something that the target has. */
  default void dropped(DiffItem item, Refuser refuser) {}

  /** One difference of several of something that the target has. */
  default void changed(DiffItem item, Entry entry, Refuser refuser) {}
}
